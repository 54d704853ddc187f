// How long there is still to decide, as one reads it from two metres away.
import type { Texts } from '../../texts/fr.ts';

export type Urgency = 'calm' | 'soon' | 'now' | 'over';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Below these the colour and the shape change. */
const SOON = 10 * MINUTE;
const NOW = 3 * MINUTE;

/** @param left milliseconds. */
export function urgencyOf(left: number): Urgency {
  if (left <= 0) return 'over';
  if (left < NOW) return 'now';
  return left < SOON ? 'soon' : 'calm';
}

/** Seconds are said only when they matter. @param left milliseconds. */
export function countdownWords(left: number, { console: texts }: Pick<Texts, 'console'>): string {
  if (left <= 0) return texts.deadlinePassed;
  const padded = (amount: number): string => String(Math.floor(amount)).padStart(2, '0');
  if (left < MINUTE) return texts.seconds(String(Math.ceil(left / SECOND)));
  if (left < SOON) return texts.minutes(String(Math.floor(left / MINUTE)), padded((left % MINUTE) / SECOND));
  if (left < HOUR) return texts.minutes(String(Math.floor(left / MINUTE)), '');
  return texts.hours(String(Math.floor(left / HOUR)), padded((left % HOUR) / MINUTE));
}
