// One first visit to a page on a slow phone, and what the browser tells of its first moments.
import type { Browser, CDPSession } from 'playwright-core';
import type { ShownPage } from './shown-page.ts';
import { visit } from './visitor.ts';
import type { Vitals } from './vitals-budgets.ts';

export interface VitalsWish {
  readonly base: string;
  readonly viewport: { readonly width: number; readonly height: number };
  /** How many times slower than this processor. */
  readonly slower: number;
}

export interface SeenVisit extends Vitals {
  /** What moved, and by how much, the worst first: `0.012 footer.foot`. */
  readonly moved: readonly string[];
}

/** Lighthouse's slow 4G: bytes a second and milliseconds. */
const LINE = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
/** Milliseconds in which a page has come to rest. */
const SETTLE = 3_000;

interface Told extends Omit<Vitals, 'scriptKb' | 'totalKb'> {
  readonly moves: readonly { readonly value: number; readonly what: readonly string[] }[];
}

/** Keeps what the browser tells; a shift within half a second of a touch is one's own doing, and not counted. */
const WATCH = `
  window.vitals = { fcp: 0, lcp: 0, blocking: 0, shift: 0, moves: [] };
  const watch = (type, see) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  const nameOf = (node) =>
    node === null ? 'gone' : (node.nodeType === 1 ? node : node.parentElement ?? document.body)
      .cloneNode().outerHTML.slice(0, 80);
  watch('paint', (one) => { if (one.name === 'first-contentful-paint') vitals.fcp = one.startTime; });
  watch('largest-contentful-paint', (one) => { vitals.lcp = one.startTime; });
  watch('longtask', (one) => { vitals.blocking += Math.max(0, one.duration - 50); });
  watch('layout-shift', (one) => {
    if (one.hadRecentInput) return;
    vitals.shift += one.value;
    vitals.moves.push({ value: one.value, what: one.sources.map(({ node }) => nameOf(node)) });
  });
`;

export async function visitOnce(
  browser: Browser,
  shown: ShownPage,
  { base, viewport, slower }: VitalsWish,
): Promise<SeenVisit> {
  const visitor = await visit(browser, { base, token: shown.token, viewport });
  const { page, context } = visitor;
  const bytes = await slowDown(await context.newCDPSession(page), slower);
  await page.addInitScript(WATCH);
  await shown.show(visitor);
  await page.waitForTimeout(SETTLE);
  // What the script above keeps.
  const { moves, ...told } = (await page.evaluate('window.vitals')) as Told;
  await context.close();
  const moved = moves
    .toSorted((a, b) => b.value - a.value)
    .map(({ value, what }) => `${value.toFixed(3)} ${what.join(', ')}`);
  return { ...told, scriptKb: bytes.script() / 1_000, totalKb: bytes.total() / 1_000, moved };
}

/** @returns the bytes that have come over the line, as they were compressed. */
async function slowDown(session: CDPSession, slower: number) {
  const scripts = new Set<string>();
  let [script, total] = [0, 0];
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    total += encodedDataLength;
    if (scripts.has(requestId)) script += encodedDataLength;
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return { script: () => script, total: () => total };
}
