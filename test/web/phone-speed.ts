// How much a browser is slowed down to be as fast as a phone, whatever machine it runs on.
import type { Browser } from 'playwright-core';
import { quantile } from '../../dev/bench/figures.ts';

/** A middling phone (a Pixel 5) by Lighthouse's benchmark index: what Chrome's own tools calibrate themselves to. */
export const PHONE_INDEX = 1_000;

/** The middle of them counts; the first one is for the compiler. */
const TRIES = 5;

/** Lighthouse's benchmark index: half of it strings that leave garbage, half of it copies that leave none. */
const BENCHMARK = `(() => {
  const SPAN = 500;
  const perSecond = (work) => {
    const start = performance.now();
    let [times, passed] = [0, 0];
    while (passed < SPAN) {
      for (let turn = 0; turn < 10; turn += 1) work(turn);
      times += 10;
      passed = performance.now() - start;
    }
    return times / (passed / 1000);
  };
  const grow = () => {
    let text = '';
    for (let at = 0; at < 10_000; at += 1) text += 'a';
    if (text.length !== 10_000) throw new Error('not a text');
  };
  const pair = [0, 1].map(() => Array.from({ length: 100_000 }, (_, at) => at));
  const copy = (turn) => {
    const [from, to] = turn % 2 === 0 ? pair : [pair[1], pair[0]];
    for (let at = 0; at < from.length; at += 1) to[at] = from[at];
  };
  return (perSecond(grow) + perSecond(copy)) / 20;
})()`;

/** @returns this machine's benchmark index; takes some six seconds. */
export async function measureIndex(browser: Browser): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const seen: number[] = [];
  for (let tries = 0; tries <= TRIES; tries += 1) seen.push(Number(await page.evaluate(BENCHMARK)));
  await context.close();
  return quantile(seen.slice(1), 0.5);
}

/** How many times slower than it is; a machine slower than the phone is left as it is. */
export const slowerBy = (index: number): number => Math.max(1, index / PHONE_INDEX);
