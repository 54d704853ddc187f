// Where chance comes from: a seed, or a list that replays what a seed once chose. Zero is always the dull choice.

export interface Choices {
  /** @returns 0 to `count - 1`. */
  pick(count: number): number;
  /** Everything picked so far; given to `replayed`, it makes the same run again. */
  readonly taken: readonly number[];
}

export function seeded(seed: number): Choices {
  let state = seed >>> 0;
  const taken: number[] = [];
  return {
    taken,
    pick(count) {
      state = (state + 0x6d2b79f5) >>> 0;
      const choice = mix(state) % count;
      taken.push(choice);
      return choice;
    },
  };
}

/** Beyond its end, and where a choice no longer fits, everything is dull. */
export function replayed(choices: readonly number[]): Choices {
  const taken: number[] = [];
  return {
    taken,
    pick(count) {
      const wanted = choices[taken.length] ?? 0;
      const choice = wanted < count ? wanted : 0;
      taken.push(choice);
      return choice;
    },
  };
}

/** The seed of one order of a run. */
export const orderSeed = (seed: number, order: number): number =>
  mix((seed ^ Math.imul(order, 0x9e3779b1)) >>> 0);

/** True in `percent` of a hundred cases; false is the dull choice, and no choice at all at 0. */
export const chance = (choices: Choices, percent: number): boolean =>
  percent > 0 && choices.pick(100) >= 100 - percent;

/** The first is the dull one. */
export function oneOf<T>(choices: Choices, first: T, ...others: readonly T[]): T {
  const index = choices.pick(others.length + 1);
  return index === 0 ? first : (others[index - 1] ?? first);
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), value | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
