// Instants worth being awkward at.
import { type Choices, chance, oneOf } from './choices.ts';

/** Milliseconds. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** In milliseconds after placing; at or near something that happens by itself. */
export function moment(choices: Choices, dull: number): number {
  if (!chance(choices, 40)) return dull;
  const near = oneOf(choices, 0, -1, 1, -300, 300, 5);
  return Math.max(
    0,
    near + oneOf(choices, 0, 40, MINUTE, 31 * MINUTE, 35 * MINUTE, 65 * MINUTE, 3 * HOUR, 26 * HOUR, 3 * DAY),
  );
}
