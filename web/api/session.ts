// Whether somebody is signed in, as the API's answers tell: their cookie is kept by others, who may be a moment late.

/** `none`: nobody has been since the page was opened; `ended`: somebody was, and is no more. */
export type SessionState = 'unknown' | 'none' | 'held' | 'ended';

/** Who is back: the one who was here before, or nobody known; or somebody else. */
export type Comeback = 'same' | 'other';

export interface Session {
  readonly state: () => SessionState;
  /** The API knows who asks. */
  noteUser(userId: string): void;
  /** The API knows nobody, after all the waiting there is. */
  noteNobody(): void;
  readonly subscribe: (run: () => void) => () => void;
  /** @param run is told when somebody is signed in again, or another than before. */
  readonly onBack: (run: (who: Comeback) => void) => () => void;
}

export function createSession(): Session {
  const listeners = new Set<() => void>();
  const awaiting = new Set<(who: Comeback) => void>();
  let state: SessionState = 'unknown';
  let known: string | null = null;
  const change = (next: SessionState): void => {
    if (next === state) return;
    state = next;
    for (const run of listeners) run();
  };
  return {
    state: () => state,
    noteUser(userId) {
      const isOther = known !== null && known !== userId;
      const isBack = state === 'ended' || state === 'none';
      known = userId;
      change('held');
      if (isBack || isOther) for (const run of awaiting) run(isOther ? 'other' : 'same');
    },
    noteNobody: () => change(state === 'held' || state === 'ended' ? 'ended' : 'none'),
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    onBack(run) {
      awaiting.add(run);
      return () => awaiting.delete(run);
    },
  };
}

export const SESSION = createSession();

/** Milliseconds before each further attempt, where a session was there a moment ago: its cookie is being renewed. */
const RENEWAL: readonly number[] = [1_000, 2_000, 3_000];

/** @param attempt how often it was asked, from 1. @returns milliseconds; null when it is over, or never was. */
export const waitForRenewal = (attempt: number, state: SessionState): number | null =>
  state === 'held' ? (RENEWAL[attempt - 1] ?? null) : null;
