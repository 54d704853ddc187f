// The database goes away just when an order's end has been written: what still has to be written meets it.
import { minutes, seconds } from '../../domain/time.ts';
import { chance, oneOf } from './choices.ts';
import type { Ground } from './ground.ts';

/** @returns to be called when an end is written. */
export function databaseAfterEnd({ weather, choices, agenda }: Ground): () => void {
  let isTaken = !chance(choices, 12);
  return () => {
    if (isTaken) return;
    isTaken = true;
    weather.database.isDown = true;
    agenda.after(oneOf<number>(choices, seconds(30), minutes(4)), () => {
      weather.database.isDown = false;
    });
  };
}
