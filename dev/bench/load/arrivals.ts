// Open-loop load: orders come when they come, however slow the answers are, and wait from the moment they were meant to.
import { setTimeout as sleep } from 'node:timers/promises';

/** How long one order took, in milliseconds. */
export interface Lived {
  /** Until the customer could go on to the payment page. */
  readonly checkoutMs: number;
  /** Until the butcher's decision was recorded. */
  readonly totalMs: number;
}

/** What lives one order through. @returns milliseconds from the call until the payment page. */
export type LiveOne = () => Promise<{ readonly checkoutMs: number }>;

/**
 * When customers come who know nothing of each other.
 * @param ratePerSecond on average. @returns milliseconds from the start, ascending.
 */
export function poissonArrivals(count: number, ratePerSecond: number, random: () => number): number[] {
  let at = 0;
  return Array.from({ length: count }, () => {
    at += (-Math.log(1 - random()) * 1_000) / ratePerSecond;
    return at;
  });
}

/** Starts each order at its time, and counts from that time also what kept us from starting it. @throws what an order throws. */
export async function openLoop(arrivals: readonly number[], live: LiveOne): Promise<Lived[]> {
  const start = performance.now();
  return Promise.all(
    arrivals.map(async (arrival) => {
      await sleep(Math.max(0, start + arrival - performance.now()));
      const late = performance.now() - start - arrival;
      const { checkoutMs } = await live();
      return { checkoutMs: late + checkoutMs, totalMs: performance.now() - start - arrival };
    }),
  );
}
