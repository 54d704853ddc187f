// Orders of all kinds, one a second, each lived through by patient people while pieces die around them.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Choices } from '../simulation/choices.ts';
import type { Cast } from './cast.ts';
import { LIVES, type Life } from './lives.ts';

export interface Load {
  readonly figures: () => { readonly begun: number; readonly done: number };
  /** No more orders; resolves once each has come to its right end. @returns those that did not. */
  finish(): Promise<readonly string[]>;
}

/** Milliseconds between two orders: what two cores can live through beside all the dying. */
const BETWEEN = 1_000;
/** More at once would only wait for each other after a long outage. */
const MOST_AT_ONCE = 40;

export interface LoadPlan {
  /** Part of every order's key. */
  readonly run: string;
  /** Fewer where nobody may have to wait so long that they are told to come again. */
  readonly mostAtOnce?: number;
}

export function startLoad(cast: Cast, choices: Choices, { run, mostAtOnce = MOST_AT_ONCE }: LoadPlan): Load {
  const problems: string[] = [];
  const living = new Set<Promise<void>>();
  const count = { begun: 0, done: 0 };
  let isOver = false;

  const begin = (): void => {
    const life = pickLife(choices);
    count.begun += 1;
    const lived = live(life, cast, `${run}/${count.begun}`)
      .catch((error: unknown) => void problems.push(`${life.name}: ${String(error)}`))
      .then(() => {
        living.delete(lived);
        count.done += 1;
      });
    living.add(lived);
  };
  const beginning = (async () => {
    while (!isOver) {
      if (living.size < mostAtOnce) begin();
      await sleep(BETWEEN);
    }
  })();
  return {
    figures: () => ({ ...count }),
    async finish() {
      isOver = true;
      await beginning;
      await Promise.all(living);
      return problems;
    },
  };
}

async function live(life: Life, cast: Cast, key: string): Promise<void> {
  const orderId = await life.live(cast, key);
  await cast.customer.waitFor(orderId, life.isRight);
}

const ALL_SHARES = LIVES.reduce((sum, { share }) => sum + share, 0);

function pickLife(choices: Choices): Life {
  let left = choices.pick(ALL_SHARES);
  for (const life of LIVES) {
    left -= life.share;
    if (left < 0) return life;
  }
  throw new RangeError('the shares add up to all of them');
}
