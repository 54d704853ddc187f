// Facts this process has forwarded lately, or is forwarding: duplicates wait for the first and cost no round trip.

/** Stripe's duplicates come close together; about 300 bytes each. Those of older facts are found in the event log. */
const KEPT = 5_000;

export interface RecentFacts {
  /**
   * Runs `forward` unless the same effect was forwarded lately; while it is being forwarded, its duplicates share
   * the outcome, also the failure. @param forward answers whether the fact has reached its order: only then is it kept.
   */
  once(effect: string, forward: () => Promise<boolean>): Promise<void>;
}

/** Nothing is lost with it: the event log answers for what this process has forgotten or never knew. */
export function rememberRecentFacts(kept = KEPT): RecentFacts {
  const forwarded = new Set<string>();
  const underWay = new Map<string, Promise<void>>();
  const run = async (effect: string, forward: () => Promise<boolean>): Promise<void> => {
    try {
      if (await forward()) keep(forwarded, effect, kept);
    } finally {
      underWay.delete(effect);
    }
  };
  return {
    async once(effect, forward) {
      if (forwarded.has(effect)) return;
      const first = underWay.get(effect);
      if (first !== undefined) return first;
      const running = run(effect, forward);
      underWay.set(effect, running);
      return running;
    },
  };
}

/** The oldest makes room. */
function keep(forwarded: Set<string>, effect: string, most: number): void {
  forwarded.add(effect);
  const [oldest] = forwarded;
  if (forwarded.size > most && oldest !== undefined) forwarded.delete(oldest);
}
