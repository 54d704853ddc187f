// Facts forwarded lately: once each, whoever asks and when; only what has arrived is kept.
import { expect, it } from 'vitest';
import { rememberRecentFacts } from '../../api/webhooks/recent-facts.ts';

/** Counts its runs, and ends when told to. */
function forwarding() {
  const ends: ((arrived: boolean | Error) => void)[] = [];
  const forward = (): Promise<boolean> =>
    new Promise((resolve, reject) => {
      ends.push((arrived) => (arrived instanceof Error ? reject(arrived) : resolve(arrived)));
    });
  return { forward, ends, runs: () => ends.length };
}
const arrives = (calls: string[], effect: string) => async () => {
  calls.push(effect);
  return true;
};

it('two at the same moment → one run, both wait for it', async () => {
  const recent = rememberRecentFacts();
  const { forward, ends, runs } = forwarding();
  let done = 0;
  const both = [1, 2].map(() => recent.once('a', forward).then(() => (done += 1)));
  await new Promise(setImmediate);
  expect([runs(), done]).toEqual([1, 0]);
  ends[0]?.(true);
  await Promise.all(both);
  expect(done).toBe(2);
});

it('the first one fails → so do those that waited; the next tries again', async () => {
  const recent = rememberRecentFacts();
  const { forward, ends, runs } = forwarding();
  const both = Promise.allSettled([1, 2].map(() => recent.once('a', forward)));
  ends[0]?.(new Error('Temporal is away'));
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = recent.once('a', forward);
  expect(runs()).toBe(2);
  ends[1]?.(true);
  await again;
});

it('what reached no order is asked again', async () => {
  const recent = rememberRecentFacts();
  const { forward, ends, runs } = forwarding();
  for (const run of [0, 1]) {
    const asked = recent.once('a', forward);
    ends[run]?.(false);
    await asked;
  }
  expect(runs()).toBe(2);
});

it('what has arrived is not run again; others are', async () => {
  const recent = rememberRecentFacts();
  const calls: string[] = [];
  for (const effect of ['a', 'b', 'a', 'b']) await recent.once(effect, arrives(calls, effect));
  expect(calls).toEqual(['a', 'b']);
});

it('the oldest makes room', async () => {
  const recent = rememberRecentFacts(2);
  const calls: string[] = [];
  for (const effect of ['a', 'b', 'c', 'c', 'b', 'a']) await recent.once(effect, arrives(calls, effect));
  expect(calls).toEqual(['a', 'b', 'c', 'a']);
});
