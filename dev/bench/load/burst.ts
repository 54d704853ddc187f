// Closed-loop load: so many orders in flight until all are done. What it gives is how many are done in a second.

/** @returns things done per second. @throws what one of them throws. */
export async function burst(count: number, inFlight: number, live: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      await live();
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, count) }, lane));
  return (count * 1_000) / (performance.now() - startedAt);
}

/** A fresh process compiles and connects: a few orders first, so that none of them waits too long, then as many as there are. */
export async function warmUp(
  live: () => Promise<unknown>,
  { orders, inFlight }: { readonly orders: number; readonly inFlight: number },
): Promise<void> {
  await burst(Math.min(orders, FEW), 2, live);
  await burst(orders, inFlight, live);
}

const FEW = 6;
