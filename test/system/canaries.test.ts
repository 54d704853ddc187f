// Secrets and personal data of a whole stack, through orders of every end and all that can go wrong: where they can be read, and where not.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pagesBuiltWith } from '../support/canaries/built-pages.ts';
import { CARD_NUMBERS, PERSONAL, SECRETS } from '../support/canaries/cast.ts';
import { type LeakFinder, leakFinder } from '../support/canaries/leak-finder.ts';
import { awaitNotices, liveOrders } from '../support/canaries/life.ts';
import * as outputs from '../support/canaries/outputs.ts';
import { openScene, type Scene } from '../support/canaries/scene.ts';
import * as troubles from '../support/canaries/troubles.ts';
import type { Close } from '../support/closing.ts';

const kept: Close[] = [];
let scene: Scene;
let find: LeakFinder;

beforeAll(async () => {
  scene = await openScene((close) => void kept.push(close));
  find = leakFinder(scene.canaries);
  const orderIds = await liveOrders(scene);
  await troubles.refusedRequests(scene);
  await troubles.forgedCredentials(scene);
  for (const orderId of orderIds) await troubles.unreadableEvent(scene, orderId);
  await troubles.rudeStripe(scene);
  await troubles.rudeDatabase(scene);
  await troubles.temporalAway(scene);
  await awaitNotices(scene);
  // Each process sends what it has every five seconds.
  await vi.waitFor(() => {
    const names = new Set(scene.collector.spans.map(({ name }) => name));
    if (!names.has('POST /api/checkout') || !names.has('stripe.checkout.sessions.create'))
      throw new Error('the traces of one process are missing');
  }, 60_000);
}, 900_000);
afterAll(async () => {
  for (const close of kept.toReversed()) await close();
}, 180_000);

/** What is read where, by name; nothing is left out that holds none. */
const leaks = (read: readonly outputs.Output[], finder = find): Record<string, string[]> =>
  Object.fromEntries(
    read
      .map(({ place, content }) => [place, finder(content)] as const)
      .filter(([, found]) => found.length > 0),
  );

const sizes = (read: readonly outputs.Output[]) => read.map(({ content }) => content.length);

describe('no secret and nothing personal is read in', () => {
  it('the logs of any process', () => {
    const logs = outputs.logsOf(scene);
    const places = logs.map(({ place }) => place);
    for (const name of ['api', 'worker', 'temporal', 'stripe', 'postgres'])
      expect(places).toContain(`logs/${name}.log`);
    expect(Math.max(...sizes(logs))).toBeGreaterThan(50_000);
    expect(leaks(logs)).toEqual({});
  });

  it('the metrics', async () => {
    const metrics = await outputs.metricsOf(scene);
    expect(Math.min(...sizes(metrics))).toBeGreaterThan(1_000);
    expect(leaks(metrics)).toEqual({});
  });

  it('the traces', () => {
    const traces = outputs.tracesOf(scene);
    expect(scene.collector.spans.length).toBeGreaterThan(50);
    expect(leaks(traces)).toEqual({});
  });

  it('what refused requests are told', () => {
    const refusals = outputs.refusalsOf(scene);
    const told = new Set(scene.heard.map(({ status }) => status));
    for (const status of [400, 401, 403, 404, 413, 415, 500, 503]) expect(told).toContain(status);
    expect(refusals.length).toBeGreaterThan(25);
    expect(leaks(refusals)).toEqual({});
  });

  it('the raw history of any workflow, nor what Temporal tells beside it', async () => {
    const histories = await outputs.historiesOf(scene);
    const types = new Set(histories.map(({ place }) => place.split(' ', 1)[0]));
    for (const type of ['orderWorkflow', 'noticeWorkflow']) expect(types).toContain(type);
    expect(Math.min(...sizes(histories))).toBeGreaterThan(500);
    expect(leaks(histories)).toEqual({});
  });

  it('the pages that everybody loads, also built where all secrets are in the environment', async () => {
    expect(find(JSON.stringify(scene.stack.env)).length).toBeGreaterThan(5);
    for (const pages of [outputs.pagesOf(), await pagesBuiltWith(scene.stack.env)]) {
      expect(pages.some(({ place }) => place.endsWith('.js'))).toBe(true);
      expect(leaks(pages)).toEqual({});
    }
  });

  it('the command lines', () => {
    expect(leaks(outputs.commandLinesOf(scene))).toEqual({});
  });
});

const personalOf = (...names: (keyof typeof PERSONAL)[]) => names.map((name) => `${name} (plain)`).toSorted();

describe('what must be kept is kept where it belongs, and nowhere else', () => {
  it('in the database: the order’s private row, and the shop’s own', async () => {
    const tables = await outputs.tablesOf(scene);
    expect(tables.length).toBeGreaterThan(8);
    const found = leaks(tables);
    // Whose requests are counted is kept for two minutes at most.
    const { RateLimit: counted = [], ...kept } = found;
    expect(['', 'address of the caller (plain)']).toContain(counted.join());
    expect(Object.keys(kept).toSorted()).toEqual(['OrderPrivate', 'Shop']);
    expect(found.OrderPrivate?.toSorted()).toEqual(
      personalOf('first name', 'phone', 'mail', 'note', 'message'),
    );
  });

  it('card numbers: not even on the disk, of the double of Stripe and the database', () => {
    const { stack, postgres } = scene;
    const files = [...outputs.filesIn(stack.dataDir), ...outputs.filesIn(postgres.folder)];
    expect(sizes(files).reduce((sum, size) => sum + size)).toBeGreaterThan(20_000_000);
    expect(leaks(files, leakFinder(CARD_NUMBERS))).toEqual({});
  });

  it('on the disk of Temporal: nothing', () => {
    const files = outputs.filesIn(scene.stack.dataDir, join(scene.stack.dataDir, 'temporal'));
    expect(Math.max(...sizes(files))).toBeGreaterThan(500_000);
    expect(leaks(files)).toEqual({});
  });

  it('secrets of the stack: in files that only their owner reads', () => {
    for (const name of ['stack.json', 'token-key.json', 'webhook-secret']) {
      const file = join(scene.stack.dataDir, name);
      expect(existsSync(file), name).toBe(true);
      expect(statSync(file).mode & 0o077, name).toBe(0);
    }
  });

  it('the mails: to the customer and the shop, who are told what concerns them', () => {
    const mails = scene.mail.taken.join('\n');
    expect(mails).toContain(PERSONAL.mail);
    expect(leakFinder({ ...SECRETS, ...CARD_NUMBERS })(mails)).toEqual([]);
    expect(scene.mail.refusals.join('\n')).toContain(SECRETS['password of the mail server']);
  });

  it('what shops’ programs are sent: nothing personal', () => {
    const sent = scene.shop.sent.map(({ id, body }) => ({ place: id, content: body }));
    expect(sent.length).toBeGreaterThan(5);
    expect(leaks(sent)).toEqual({});
  });
});
