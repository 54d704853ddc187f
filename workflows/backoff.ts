// Ever longer pauses for what only the passing of time, or a person, can change: each try is a piece of history.
import { type Duration, milliseconds } from '../domain/time.ts';
import { CUSTODY_RETRY, CUSTODY_RETRY_MAX } from './timeouts.ts';

/** Never ends. */
export function* pausesOf(): Generator<Duration> {
  for (let tries = 0; ; tries += 1)
    yield milliseconds(Math.min(CUSTODY_RETRY * 2 ** tries, CUSTODY_RETRY_MAX));
}
