// The console for everyone: readable by ear, by key and on a small screen; searched, leafed through, printed.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Order } from '../../dev/demo/shop-api.ts';
import { addressOf, VIEWS } from '../../web/console/desk/views.ts';
import { parisDay } from '../../web/console/orders/paris-day.ts';
import { seriousFlaws } from '../web/axe.ts';
import { overflow, SIZES, screenshot, smallTargets } from './browser.ts';
import { type Counter, cardOf, counterForFile, upToDate, WISH } from './counter.ts';

let counter: Counter;
let pending: Order;
let noted: Order;
let ready: Order;
let refused: Order;
const LONG = {
  note: 'Sans os, en tranches fines, et si possible séparées par du papier : c’est pour congeler. Merci beaucoup !',
  contact: { name: 'Marie-Antoinette de La Tour-du-Pin-Chambly', phone: '+33 6 12 34 56 78' },
  items: [
    ...WISH.items,
    { productId: 'poulet-fermier', quantity: 2, unit: 'piece' },
    { productId: 'veau-blanquette', quantity: 1_250, unit: 'g' },
  ],
};

counterForFile(
  (opened) => {
    counter = opened;
  },
  async () => {
    const { butcher } = counter;
    pending = await counter.counterOrder(LONG);
    noted = await counter.paidOrder(LONG);
    await butcher.decide(noted.id, 'accept');
    ready = await counter.counterOrder({ contact: { name: 'Ève Curie' } });
    await butcher.decide(ready.id, 'accept');
    await butcher.decide(ready.id, 'ready');
    refused = await counter.counterOrder({ contact: { name: 'Paul Langevin' } });
    await butcher.decide(refused.id, 'reject', { reason: 'OTHER', message: 'Plus de bavette' });
  },
);

const PATIENCE = { timeout: 15_000 };

async function examine(page: Page, name: string): Promise<void> {
  expect(await seriousFlaws(page), name).toEqual([]);
  expect(await smallTargets(page), name).toEqual([]);
  expect(await overflow(page), name).toBe(0);
  await screenshot(page, name);
}

describe.each(['phone', 'counter'] as const)('on a %s', (size) => {
  it.each(VIEWS)(
    'the view “%s” → axe finds nothing serious, all can be touched, nothing sticks out',
    {
      timeout: 90_000,
    },
    async (view) => {
      const page = await counter.openConsole(addressOf(view), size);
      await upToDate(page);
      if (view === 'history') await page.getByRole('article').first().waitFor(PATIENCE);
      await examine(page, `view-${view}`);
    },
  );

  it('the questions → the same; Escape leads back to the button', async () => {
    const page = await counter.openConsole('/boucher?liste=pretes', size);
    for (const [name, words] of [
      [/Encaisser/, 'cash'],
      ['Non retirée', 'no-show'],
      ['Annuler', 'cancel'],
    ] as const) {
      const button = cardOf(page, ready).getByRole('button', { name });
      await button.click();
      await page.getByRole('dialog').waitFor(PATIENCE);
      await examine(page, `ask-${words}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    }
  });

  it('the slip → the same, on screen and on paper', async () => {
    const page = await counter.openConsole(`/boucher/bon/${pending.id}`, size);
    await page.getByRole('heading', { name: pending.pickupCode }).waitFor(PATIENCE);
    await examine(page, 'slip');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Imprimer' }).isVisible()).toBe(false);
    const colours = await page
      .locator('.slip')
      .evaluate((slip) => [getComputedStyle(slip).color, getComputedStyle(document.body).backgroundColor]);
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    await screenshot(page, 'slip-print');
  });
});

it('320 pixels wide → nothing sticks out, in any view', async () => {
  const page = await counter.openConsole();
  await page.setViewportSize({ width: 320, height: 640 });
  for (const view of VIEWS) {
    await page.goto(`${counter.stack.info.api}${addressOf(view)}`);
    await upToDate(page);
    expect([view, await overflow(page)]).toEqual([view, 0]);
    await screenshot(page, `view-${view}`);
  }
});

it('by keyboard alone → an order is accepted, and the focus stays on the page', async () => {
  const order = await counter.counterOrder();
  const page = await counter.openConsole();
  const accept = cardOf(page, order).getByRole('button', { name: 'Accepter' });
  await accept.focus();
  await page.keyboard.press('Enter');
  await page.getByText(`Commande ${order.pickupCode} acceptée.`).waitFor(PATIENCE);
  await cardOf(page, order).waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
});

it('whoever wants no motion → nothing moves', async () => {
  const page = await counter.openConsole();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await upToDate(page);
  expect(
    await page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
    ),
  ).toBe(0);
});

it('an English browser → speaks English', async () => {
  const context = await counter.browser.newContext({ viewport: SIZES.phone, locale: 'en-GB' });
  const value = counter.stack.info.tokens.butchers['boucherie-martin'] ?? '';
  await context.addCookies([{ name: '__session', value, url: counter.stack.info.api }]);
  const page = await context.newPage();
  await page.goto(`${counter.stack.info.api}/boucher`);
  await page.getByText('Up to date').waitFor(PATIENCE);
  await cardOf(page, pending).getByRole('button', { name: 'Accept' }).waitFor(PATIENCE);
  await screenshot(page, 'english');
});

describe('searching', () => {
  it.each<[what: string, wanted: () => string, found: () => Order]>([
    ['a pickup code', () => ready.pickupCode.toLowerCase(), () => ready],
    ['a name without its accents', () => 'eve cur', () => ready],
    ['an order’s number', () => refused.id, () => refused],
    ['a phone as it is said', () => '06 12 34 56', () => noted],
  ])('%s → found, whatever list it is in', async (_what, wanted, found) => {
    const page = await counter.openConsole();
    await upToDate(page);
    await page.getByLabel('Chercher une commande').fill(wanted());
    await cardOf(page, found()).waitFor(PATIENCE);
    await screenshot(page, 'search');
    await page.getByRole('button', { name: 'Effacer' }).click();
    await page.getByRole('heading', { name: 'À décider' }).waitFor(PATIENCE);
  });

  it('nothing like it → said', async () => {
    const page = await counter.openConsole();
    await upToDate(page);
    await page.getByLabel('Chercher une commande').fill('zzzz');
    await page.getByText('Aucune commande trouvée.').waitFor(PATIENCE);
  });
});

describe('the history', () => {
  it('by state and by day; more than a page → the older ones on demand', { timeout: 120_000 }, async () => {
    const placed: Order[] = [];
    for (let count = 0; count < 21; count += 1) placed.push(await counter.counterOrder());
    const page = await counter.openConsole('/boucher?liste=historique');
    await cardOf(page, placed.at(-1) ?? pending).waitFor(PATIENCE);
    expect(await page.getByRole('article').count()).toBe(20);
    await page.getByRole('button', { name: 'Commandes plus anciennes' }).click();
    await cardOf(page, refused).waitFor(PATIENCE);

    await page.getByLabel('État').selectOption('REJECTED');
    await cardOf(page, placed[0] ?? pending).waitFor({ state: 'detached' });
    await cardOf(page, refused).waitFor(PATIENCE);
    expect(await page.getByRole('article').count()).toBe(1);

    await page.getByLabel('Passée le').fill(parisDay(Date.now() - 2 * 86_400_000));
    await page.getByText('Aucune commande.').waitFor(PATIENCE);
    await page.getByLabel('Passée le').fill(parisDay(Date.now()));
    await cardOf(page, refused).waitFor(PATIENCE);
    await page.getByRole('button', { name: 'Tous les jours' }).click();
    await cardOf(page, refused).waitFor(PATIENCE);
  });
});

it('the slip of an order of another shop → not found', async () => {
  const other = await counter.customer.place({
    shopId: 'demo-express',
    paymentMethod: 'ON_PICKUP',
    items: [{ productId: 'merguez', quantity: 6, unit: 'piece' }],
  });
  const page = await counter.openConsole(`/boucher/bon/${other.id}`);
  await page
    .getByRole('heading', { name: 'Aucune commande de votre boutique ne porte ce numéro.' })
    .waitFor(PATIENCE);
});
