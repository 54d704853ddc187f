// Days as the shop has them: in Paris, whatever the device says.
import { laterBy, type ParisDate, parisInstant, parisTime } from '../../pickup/paris-clock.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** @param at milliseconds. @returns `2026-11-25` */
export const parisDay = (at: number): string => textOf(parisTime(at));

/** @param day `2026-11-25`. @returns milliseconds of its first moment; null for what is no day. */
export function startOfDay(day: string): number | null {
  const date = dateOf(day);
  return date === null ? null : parisInstant(date, 0);
}

/** @returns the ISO times of its first moment and of the next day's; null for what is no day. */
export function spanOf(day: string): { readonly placedFrom: string; readonly placedBefore: string } | null {
  const date = dateOf(day);
  if (date === null) return null;
  const [from, before] = [parisInstant(date, 0), parisInstant(laterBy(1, date), 0)];
  if (from === null || before === null) return null;
  return { placedFrom: new Date(from).toISOString(), placedBefore: new Date(before).toISOString() };
}

const textOf = ({ year, month, day }: ParisDate): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/** Null for what is no day, the thirtieth of February among it. */
function dateOf(text: string): ParisDate | null {
  const [, year, month, day] = DAY.exec(text) ?? [];
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return DAY.test(text) && textOf(date) === text ? date : null;
}
