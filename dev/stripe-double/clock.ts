// The double's own time: real time plus an offset that tests push forward, kept across restarts.
import { changeSettings, settingsOf } from './settings.ts';
import type { Store } from './store/tables.ts';

export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** Seconds since the epoch, as Stripe's timestamps are. */
  now(): number;
  /** Moves forward to an instant (epoch ms); never back. */
  moveTo(instantMs: number): void;
}

export function createClock(store: Store): Clock {
  const nowMs = (): number => Date.now() + settingsOf(store).clockOffsetMs;
  return {
    nowMs,
    now: () => Math.floor(nowMs() / 1000),
    moveTo(instantMs) {
      const ahead = instantMs - nowMs();
      if (ahead <= 0) return;
      changeSettings(store, { clockOffsetMs: settingsOf(store).clockOffsetMs + ahead });
    },
  };
}
