// Instants worth being awkward at.
import { days, hours, minutes } from '../../domain/time.ts';
import { type Choices, chance, oneOf } from './choices.ts';

/** In milliseconds after placing; at or near something that happens by itself. */
export function moment(choices: Choices, dull: number): number {
  if (!chance(choices, 40)) return dull;
  const near = oneOf<number>(choices, 0, -1, 1, -300, 300, 5);
  return Math.max(
    0,
    near +
      oneOf<number>(
        choices,
        0,
        40,
        minutes(1),
        minutes(31),
        minutes(35),
        minutes(65),
        hours(3),
        hours(26),
        days(3),
      ),
  );
}
