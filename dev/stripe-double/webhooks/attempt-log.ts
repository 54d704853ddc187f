// The last attempts at delivering webhooks, for tests to look at.

const KEPT = 2000;

export interface Attempt {
  readonly event: string;
  readonly type: string;
  readonly url: string;
  readonly attempt: number;
  /** Null when no answer came. */
  readonly status: number | null;
  /** ISO 8601, real time. */
  readonly at: string;
}

export interface AttemptLog {
  add(attempt: Omit<Attempt, 'at'>): void;
  /** Oldest first. */
  list(): readonly Attempt[];
}

export function createAttemptLog(): AttemptLog {
  let attempts: Attempt[] = [];
  return {
    add(attempt) {
      attempts.push({ ...attempt, at: new Date().toISOString() });
      if (attempts.length > KEPT * 1.5) attempts = attempts.slice(-KEPT);
    },
    list: () => attempts.slice(-KEPT),
  };
}
