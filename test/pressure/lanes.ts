// Work on many things, a bounded number at a time.

/** @returns the results, in the sequence of `entries`. */
export async function inLanes<T, R>(
  entries: readonly T[],
  lanes: number,
  work: (entry: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < entries.length) {
      const index = next;
      next += 1;
      const [entry] = entries.slice(index, index + 1);
      // Within the bounds of the list, by the loop's condition.
      results[index] = await work(entry as T, index);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
