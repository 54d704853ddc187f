// An order's page and its stream in a real browser. The streams are mostly the test's own: ended, cut and refused at will.
import { afterEach, describe, expect, it } from 'vitest';
import { type Customer, IS_SKIPPED, type Storefront, storefrontForFile } from './storefront-hooks.ts';
import { sees } from './visitor.ts';

let storefront: Storefront;
storefrontForFile((opened) => {
  storefront = opened;
});

const WISH = {
  shopId: 'boucherie-martin',
  items: [{ productId: 'boeuf-bavette', quantity: 500, unit: 'g' }],
  paymentMethod: 'ON_PICKUP',
};
const READY = 'id: 1\nevent: ready\ndata: {}\n\n';
/** Milliseconds: sooner than a page without a stream would look. */
const SOON = 10_000;

const THROUGH = Symbol('through');

interface Line {
  /** What the next connections are answered with; null cuts them, `THROUGH` lets them through to the service. */
  body: string | null | typeof THROUGH;
  /** How many there were. */
  connections: number;
}

const lines: Line[] = [];
afterEach(() => {
  for (const line of lines.splice(0)) line.body = null;
});

/** The browser reconnects some seconds after each end: an order's stream of single breaths. */
async function lineOf({ page }: Customer, body: string): Promise<Line> {
  const line: Line = { body, connections: 0 };
  lines.push(line);
  await page.route('**/api/orders/*/stream', (route) => {
    line.connections += 1;
    if (line.body === null) return route.abort();
    if (line.body === THROUGH) return route.continue();
    return route.fulfill({ contentType: 'text/event-stream', body: `retry: 500\n\n${line.body}` });
  });
  return line;
}

/** From here on nothing has the page read anything anew. */
async function quieten(line: Line): Promise<void> {
  line.body = ': a heartbeat\n\n';
  const before = line.connections;
  await expect.poll(() => line.connections, { timeout: SOON }).toBeGreaterThan(before + 1);
}

async function atOrder(body: string) {
  const customer = await storefront.newCustomer();
  const { id } = await customer.api.place(WISH);
  const line = await lineOf(customer, body);
  await customer.open(`/commande/${id}`);
  await sees(customer, 'Boucherie prévenue');
  return { customer, id, line };
}

describe.skipIf(IS_SKIPPED)('an order’s page with its stream', () => {
  it('an entry arrives → on the page, and the order read anew, at once', async () => {
    const { customer, id, line } = await atOrder(READY);
    await quieten(line);
    await storefront.butcher.decide(id, 'accept');
    const timeline = await customer.api.timeline(id);
    const accepted = timeline.find(({ kind }) => kind === 'ACCEPTED');
    const data = JSON.stringify({ orderId: id, data: {}, ...accepted });
    expect(await customer.page.getByText('Commande acceptée').count()).toBe(0);
    line.body = `id: 7\nevent: timeline\ndata: ${data}\n\n`;
    await customer.page.getByText('Commande acceptée').waitFor({ timeout: SOON });
    await customer.page
      .getByText('La boucherie a accepté votre commande et la prépare.')
      .waitFor({ timeout: SOON });
  });

  it('the line is cut → the page says so; back again → it catches up and says nothing', async () => {
    const { customer, id, line } = await atOrder(READY);
    line.body = null;
    const lost = customer.page.getByText('Connexion perdue, reprise…');
    await lost.waitFor();
    await storefront.butcher.decide(id, 'accept');
    line.body = THROUGH;
    await sees(customer, 'La boucherie a accepté votre commande et la prépare.');
    await expect.poll(() => lost.count(), { timeout: SOON }).toBe(0);
  });

  it('the device is offline → said; online again → caught up', async () => {
    const { customer, id } = await atOrder(READY);
    await customer.context.setOffline(true);
    await sees(customer, /Vous êtes hors ligne/);
    await storefront.butcher.decide(id, 'accept');
    await customer.context.setOffline(false);
    await sees(customer, 'La boucherie a accepté votre commande et la prépare.');
    await expect.poll(() => customer.page.getByText(/Vous êtes hors ligne/).count()).toBe(0);
  });
});
