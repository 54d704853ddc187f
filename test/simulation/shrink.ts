// Makes a failing run as dull as it can be while it still fails.

/** @param fails runs the choices; @returns the dullest list found within `patience` runs. */
export async function shrink(
  choices: readonly number[],
  fails: (choices: readonly number[]) => Promise<boolean>,
  patience = 600,
): Promise<readonly number[]> {
  let best = trimmed(choices);
  let left = patience;
  for (let size = Math.max(1, best.length >> 1); size >= 1; size >>= 1) {
    for (let start = 0; start < best.length && left > 0; start += size) {
      if (best.slice(start, start + size).every((choice) => choice === 0)) continue;
      left -= 1;
      const duller = trimmed(best.map((choice, at) => (at >= start && at < start + size ? 0 : choice)));
      if (await fails(duller)) best = duller;
    }
  }
  return best;
}

/** Dull choices at the end go without saying. */
function trimmed(choices: readonly number[]): readonly number[] {
  let length = choices.length;
  while (length > 0 && choices[length - 1] === 0) length -= 1;
  return choices.slice(0, length);
}
