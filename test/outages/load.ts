// Orders that arrive: at a fixed rate, whether or not those before them were answered, or always so many at once.
import { setTimeout as sleep } from 'node:timers/promises';
import { WISH } from '../support/stack-client.ts';
import type { People } from './people.ts';

export interface Load {
  /** No more arrive. @returns how many did, once all of them have lived. @throws what went wrong with the first. */
  end(): Promise<number>;
}

/** @param name makes the keys of this load. */
export function startLoad(people: People, { name, perSecond }: { name: string; perSecond: number }): Load {
  const lives: Promise<unknown>[] = [];
  let isOver = false;
  const arrive = async (): Promise<void> => {
    const startedAt = Date.now();
    while (!isOver) {
      const life = live(people, `${name}-${lives.length}`, lives.length);
      // Told at the end, by `Promise.all`: until then nobody may be surprised by it.
      life.catch(() => undefined);
      lives.push(life);
      const next = startedAt + (lives.length * 1_000) / perSecond;
      await sleep(Math.max(0, next - Date.now()));
    }
  };
  const arriving = arrive();
  return {
    async end() {
      isOver = true;
      await arriving;
      await Promise.all(lives);
      return lives.length;
    },
  };
}

/** So many customers, each with one order after the other: as much load as the machine bears, and no more. */
export function startCrowd(people: People, { name, customers }: { name: string; customers: number }): Load {
  let isOver = false;
  let count = 0;
  const lane = async (): Promise<void> => {
    while (!isOver) {
      count += 1;
      await live(people, `${name}-${count}`, count);
    }
  };
  const lanes = Promise.all(Array.from({ length: customers }, lane));
  // Told at the end.
  lanes.catch(() => undefined);
  return {
    async end() {
      isOver = true;
      await lanes;
      return count;
    },
  };
}

/** Of four, two are accepted, one is refused and refunded, one is cancelled before it was paid. */
async function live(people: People, key: string, index: number): Promise<void> {
  const { orderId, url } = await people.checkout({ items: WISH.items }, key);
  if (index % 4 === 3) return people.decide('customer', orderId, 'cancel');
  await people.pay(url);
  await people.untilPaid(orderId);
  await people.decide('butcher', orderId, index % 4 === 2 ? 'reject' : 'accept');
}
