// `npm run vitals`: what a first visit on a slow phone feels like: a quarter of this processor, and a slow 4G line.
import type { Browser, CDPSession } from 'playwright-core';
import { openShopApi } from '../../dev/demo/shop-api.ts';
import { openBrowser } from '../support/browser.ts';
import { closing } from '../support/closing.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { pagesOf, type ShownPage } from './every-page.ts';
import { PHONE, visit } from './visitor.ts';

interface Vitals {
  /** Milliseconds from the navigation's start. */
  readonly fcp: number;
  readonly lcp: number;
  /** Milliseconds in tasks beyond 50 ms each, as Lighthouse counts them. */
  readonly blocking: number;
  readonly shift: number;
  readonly kilobytes: number;
}

const SLOWER = 4;
/** Lighthouse's slow 4G: bytes a second and milliseconds. */
const LINE = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
/** Milliseconds in which a page has come to rest. */
const SETTLE = 4_000;
const SHOWN = ['shops', 'shop', 'order-pending', 'butcher-decide'];
/** Keeps what the browser tells of the page's first moments. */
const WATCH = `
  window.vitals = { fcp: 0, lcp: 0, blocking: 0, shift: 0 };
  const watch = (type, see) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  watch('paint', (one) => { if (one.name === 'first-contentful-paint') vitals.fcp = one.startTime; });
  watch('largest-contentful-paint', (one) => { vitals.lcp = one.startTime; });
  watch('longtask', (one) => { vitals.blocking += Math.max(0, one.duration - 50); });
  watch('layout-shift', (one) => { if (!one.hadRecentInput) vitals.shift += one.value; });
`;

await closing(async (keep) => {
  const stack = await openStack({}, { keep });
  const browser = await openBrowser();
  keep(() => browser.close());
  const { info } = stack;
  const customer = openShopApi(info.api, info.tokens.customer);
  const butcher = openShopApi(info.api, info.tokens.butchers['boucherie-martin'] ?? '');
  for (const shown of await pagesOf(info, { customer, butcher }))
    if (SHOWN.includes(shown.name)) console.log(lineOf(shown.name, await measure(stack, browser, shown)));
});

async function measure({ info }: TestStack, browser: Browser, shown: ShownPage): Promise<Vitals> {
  const visitor = await visit(browser, { base: info.api, token: shown.token, viewport: PHONE });
  const { page, context } = visitor;
  const session = await context.newCDPSession(page);
  const received = await slowDown(session);
  await page.addInitScript(WATCH);
  await shown.show(visitor);
  await page.waitForTimeout(SETTLE);
  // What the script below keeps.
  const seen = (await page.evaluate('window.vitals')) as Omit<Vitals, 'kilobytes'>;
  await context.close();
  return { ...seen, kilobytes: received() / 1_024 };
}

/** @returns the bytes that have come over the line. */
async function slowDown(session: CDPSession): Promise<() => number> {
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return () => bytes;
}

function lineOf(name: string, { fcp, lcp, blocking, shift, kilobytes }: Vitals): string {
  const ms = (value: number): string => `${Math.round(value)} ms`.padStart(8);
  return (
    `${name.padEnd(16)} first paint ${ms(fcp)}, largest ${ms(lcp)}, blocked ${ms(blocking)}, ` +
    `shift ${shift.toFixed(3)}, ${kilobytes.toFixed(0)} kB`
  );
}
