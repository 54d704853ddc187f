// What a stream needs of the browser.
import { SESSION } from '../api/session.ts';
import type { StreamWorld } from './stream.ts';

/** Milliseconds out of sight after which a connection is not trusted any more. */
const LONG_AWAY = 20_000;

export const BROWSER_WORLD: StreamWorld = {
  connect: (path) => new EventSource(path),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  onWake(run) {
    const ended = new AbortController();
    const { signal } = ended;
    let hiddenAt: number | null = null;
    const look = (): void => {
      const wasAway = hiddenAt !== null && Date.now() - hiddenAt > LONG_AWAY;
      hiddenAt = document.visibilityState === 'hidden' ? Date.now() : null;
      if (wasAway && hiddenAt === null) run();
    };
    window.addEventListener('online', run, { signal });
    window.addEventListener('pageshow', (event) => (event.persisted ? run() : undefined), { signal });
    document.addEventListener('visibilitychange', look, { signal });
    const stopAwaiting = SESSION.onBack(run);
    return () => {
      stopAwaiting();
      ended.abort();
    };
  },
};
