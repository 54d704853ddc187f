// How many calls an endpoint takes in a second: counted always, enforced when a control says so.

/** Stripe counts by the second; what is older no longer matters. */
const WINDOW_MS = 1_000;

export interface EndpointLoad {
  /** Calls begun within a second, at most, refused ones included. */
  readonly peak: number;
  readonly refused: number;
  readonly calls: number;
}

export interface Limits {
  /** Null: as many as come. What was counted so far is forgotten. */
  set(perSecond: number | null): void;
  /** @param endpoint method and path pattern. @returns whether the call may go on. */
  admit(endpoint: string): boolean;
  view(): { readonly perSecond: number | null; readonly endpoints: Readonly<Record<string, EndpointLoad>> };
}

interface Window {
  /** When the calls of the last second began, real time. */
  recent: number[];
  /** How many of those were let in. */
  admitted: number[];
  peak: number;
  refused: number;
  calls: number;
}

/** @param now real milliseconds: senders know nothing of the double's clock. */
export function createLimits(now: () => number = () => performance.now()): Limits {
  const windows = new Map<string, Window>();
  let most: number | null = null;
  return {
    set(perSecond) {
      most = perSecond;
      windows.clear();
    },
    admit(endpoint) {
      const window = windows.get(endpoint) ?? { recent: [], admitted: [], peak: 0, refused: 0, calls: 0 };
      windows.set(endpoint, window);
      return enter(window, most ?? Number.POSITIVE_INFINITY, now());
    },
    view: () => ({
      perSecond: most,
      endpoints: Object.fromEntries(
        [...windows].map(([name, { peak, refused, calls }]) => [name, { peak, refused, calls }]),
      ),
    }),
  };
}

function enter(window: Window, most: number, at: number): boolean {
  const isRecent = (time: number): boolean => time > at - WINDOW_MS;
  window.recent = [...window.recent.filter(isRecent), at];
  window.admitted = window.admitted.filter(isRecent);
  window.calls += 1;
  window.peak = Math.max(window.peak, window.recent.length);
  if (window.admitted.length >= most) {
    window.refused += 1;
    return false;
  }
  window.admitted.push(at);
  return true;
}
