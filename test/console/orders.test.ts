// A butcher at the counter, in a real browser, with the whole service behind it: from the bell to the till.
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import type { Order } from '../../dev/demo/shop-api.ts';
import { addressOf, type View } from '../../web/console/desk/views.ts';
import { screenshot } from './browser.ts';
import { type Counter, cardOf, counterForFile, SHOP, SHOP_NAME, upToDate } from './counter.ts';

let counter: Counter;
counterForFile((opened) => {
  counter = opened;
});

const PATIENCE = { timeout: 15_000 };
const status = async ({ id }: Order) => (await counter.customer.order(id)).status;
/** By its address: on a phone the names are shorter. */
const view = (page: Page, name: View) => page.locator(`nav a[href="${addressOf(name)}"]`).click();
const press = (page: Page, order: Order, name: string | RegExp) =>
  cardOf(page, order).getByRole('button', { name }).click();

/** Counts the notes that are played: a browser without loudspeaker plays them too. */
const countNotes = (page: Page) =>
  page.addInitScript(() => {
    window.AudioContext = class extends AudioContext {
      override createOscillator(): OscillatorNode {
        const { dataset } = document.documentElement;
        dataset.notes = String(Number(dataset.notes ?? 0) + 1);
        return super.createOscillator();
      }
    };
  });
const notes = async (page: Page) => Number(await page.locator('html').getAttribute('data-notes'));

describe('a new order', () => {
  it('paid online → appears by itself, with countdown; rings until somebody looks', {
    timeout: 90_000,
  }, async () => {
    const page = await (await counter.openContext()).newPage();
    await countNotes(page);
    await page.goto(`${counter.stack.info.api}/boucher`);
    await upToDate(page);
    expect(await page.getByText('Son coupé').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Activer le son' }).click();
    await page.getByText('Son activé').waitFor(PATIENCE);
    const tested = await notes(page);
    expect(tested).toBeGreaterThan(0);

    const order = await counter.paidOrder({ note: 'Tranches fines' });
    const card = cardOf(page, order);
    await card.waitFor(PATIENCE);
    expect(await card.getByRole('timer').textContent()).toMatch(/^(29|30) min$/);
    await expect
      .poll(() => card.textContent())
      .toMatch(/Marie Curie.*500\sg.*Bavette.*Tranches fines.*Payée en ligne/);
    await page.getByText('1 nouvelle commande', { exact: true }).waitFor(PATIENCE);
    expect(await page.title()).toMatch(/^\(\d+\) À décider/);
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toContain('waiting');
    expect(await page.getByTestId('announcer').textContent()).toMatch(
      /^Nouvelle commande de Marie Curie, 12,45/,
    );
    await vi.waitFor(async () => expect(await notes(page)).toBeGreaterThanOrEqual(tested + 8), 15_000);
    await screenshot(page, 'new-order');

    await page.getByRole('button', { name: 'Vu' }).click();
    await page.getByText('1 nouvelle commande', { exact: true }).waitFor({ state: 'detached' });
    await page.reload();
    await cardOf(page, order).waitFor(PATIENCE);
    // Wished still; whether a reloaded page may ring at once is the browser's choice.
    await page.getByText(/^Son (activé|bloqué)/).waitFor(PATIENCE);
    expect(await page.getByText('1 nouvelle commande', { exact: true }).count()).toBe(0);
    await counter.butcher.decide(order.id, 'accept');
    await cardOf(page, order).waitFor({ state: 'detached' });
  });

  it('not paid yet → not on the counter', async () => {
    const page = await counter.openConsole();
    await upToDate(page);
    const { orderId } = await counter.customer.checkout({
      shopId: SHOP,
      items: [{ productId: 'caille', quantity: 1, unit: 'piece' }],
    });
    const known = await counter.counterOrder();
    await cardOf(page, known).waitFor(PATIENCE);
    expect(await cardOf(page, await counter.customer.order(orderId)).count()).toBe(0);
    await counter.butcher.decide(known.id, 'reject', { reason: 'CLOSED' });
  });
});

describe('from accepted to handed over', () => {
  it('to be cashed → each step moves the card, also after a reload; the amount is asked for', {
    timeout: 90_000,
  }, async () => {
    const order = await counter.counterOrder();
    const page = await counter.openConsole();
    await press(page, order, 'Accepter');
    await page.getByText(`Commande ${order.pickupCode} acceptée.`).waitFor(PATIENCE);
    await cardOf(page, order).waitFor({ state: 'detached' });
    expect(await status(order)).toBe('ACCEPTED');
    await view(page, 'preparing');
    await page.reload();
    await cardOf(page, order).waitFor(PATIENCE);
    await screenshot(page, 'preparing');
    await press(page, order, 'Prête');
    await page.getByText(`Commande ${order.pickupCode} prête.`).waitFor(PATIENCE);
    await view(page, 'ready');
    await page.reload();
    await press(page, order, /Encaisser/);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/À encaisser : 12,45\s€/).waitFor(PATIENCE);
    await screenshot(page, 'cash');
    await dialog.getByRole('button', { name: 'Retour' }).click();
    expect(await status(order)).toBe('READY');
    await press(page, order, /Encaisser/);
    await dialog.getByRole('button', { name: 'Encaissé et remis' }).click();
    await page.getByText(`Commande ${order.pickupCode} remise au client.`).waitFor(PATIENCE);
    expect(await counter.customer.order(order.id)).toMatchObject({
      status: 'COLLECTED',
      paymentStatus: 'PAID',
    });
    await view(page, 'today');
    await cardOf(page, order).getByText('Remise', { exact: true }).waitFor(PATIENCE);
  });

  it('paid online → handed over in one tap', async () => {
    const order = await counter.paidOrder();
    await counter.butcher.decide(order.id, 'accept');
    await counter.butcher.decide(order.id, 'ready');
    const page = await counter.openConsole('/boucher?liste=pretes');
    await press(page, order, 'Remise au client');
    await page.getByText(`Commande ${order.pickupCode} remise au client.`).waitFor(PATIENCE);
    expect(await status(order)).toBe('COLLECTED');
  });

  it('not collected; cancelled although ready → said, and so at the customer’s', async () => {
    const [left, cancelled] = [await counter.counterOrder(), await counter.paidOrder()];
    for (const { id } of [left, cancelled]) {
      await counter.butcher.decide(id, 'accept');
      await counter.butcher.decide(id, 'ready');
    }
    const page = await counter.openConsole('/boucher?liste=pretes');
    await press(page, left, 'Non retirée');
    await page.getByRole('button', { name: 'Oui, non retirée' }).click();
    await page.getByText(`Commande ${left.pickupCode} notée non retirée.`).waitFor(PATIENCE);
    await press(page, cancelled, 'Annuler');
    await page.getByText('il sera remboursé en totalité').waitFor(PATIENCE);
    await page.getByText('À la demande du client').click();
    await page.getByRole('button', { name: 'Annuler la commande' }).click();
    await page.getByText(`Commande ${cancelled.pickupCode} annulée.`).waitFor(PATIENCE);
    expect(await status(left)).toBe('NO_SHOW');
    await counter.customer.waitFor(cancelled.id, { status: 'CANCELLED', paymentStatus: 'REFUNDED' }, 20_000);
  });
});

describe('a refusal', () => {
  it('without a reason → not sent; with one → refused, told to the customer, refunded', {
    timeout: 90_000,
  }, async () => {
    const order = await counter.paidOrder();
    const page = await counter.openConsole();
    await press(page, order, 'Refuser');
    const dialog = page.getByRole('dialog');
    const send = dialog.getByRole('button', { name: 'Refuser la commande' });
    await send.click();
    await dialog.getByText('Choisissez une raison.').waitFor(PATIENCE);
    await dialog.getByText('Autre raison').click();
    await send.click();
    await expect.poll(() => dialog.getByRole('alert').textContent()).toContain('Écrivez la raison');
    await dialog.getByLabel('Message au client').fill('Plus de bavette aujourd’hui');
    await screenshot(page, 'refuse');
    await send.click();
    await page.getByText(`Commande ${order.pickupCode} refusée.`).waitFor(PATIENCE);
    const refused = await counter.customer.waitFor(order.id, { paymentStatus: 'REFUNDED' }, 20_000);
    expect(refused).toMatchObject({ status: 'REJECTED', rejectionReason: 'OTHER' });
    await view(page, 'history');
    await cardOf(page, order).getByText('Plus de bavette aujourd’hui').waitFor(PATIENCE);
    await cardOf(page, order).getByText('Client remboursé').waitFor(PATIENCE);
  });
});

describe('two butchers', () => {
  it('one refuses what the other, unheard, has accepted → the slower is told so, and nothing changes', async () => {
    const order = await counter.counterOrder();
    const context = await counter.openContext();
    const slower = await context.newPage();
    await slower.route('**/stream', (route) => route.abort());
    await slower.goto(`${counter.stack.info.api}/boucher`);
    await press(slower, order, 'Refuser');
    await slower.getByText('Trop de commandes').click();
    const faster = await counter.openConsole();
    await press(faster, order, 'Accepter');
    await cardOf(faster, order).waitFor({ state: 'detached' });
    // Whether their page re-reads before they tap or not, the sentence is the same.
    await slower
      .getByRole('button', { name: 'Refuser la commande' })
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    await slower.getByText(`Déjà acceptée par un collègue (commande ${order.pickupCode}).`).waitFor(PATIENCE);
    expect(await status(order)).toBe('ACCEPTED');
    await screenshot(slower, 'overtaken');
    await view(slower, 'preparing');
    await cardOf(slower, order).waitFor(PATIENCE);
  });

  it('one accepts what the other, unheard, has refused → told so as well', async () => {
    const order = await counter.counterOrder();
    const slower = await (await counter.openContext()).newPage();
    await slower.route('**/stream', (route) => route.abort());
    await slower.goto(`${counter.stack.info.api}/boucher`);
    await cardOf(slower, order).waitFor(PATIENCE);
    await counter.butcher.decide(order.id, 'reject', { reason: 'TOO_BUSY' });
    await press(slower, order, 'Accepter');
    await slower.getByText(`Déjà refusée par un collègue (commande ${order.pickupCode}).`).waitFor(PATIENCE);
    await cardOf(slower, order).waitFor({ state: 'detached' });
    expect(await status(order)).toBe('REJECTED');
  });

  it('one accepts while the other is asked why to refuse → the question ends, and says why', async () => {
    const order = await counter.counterOrder();
    const slower = await counter.openConsole();
    await press(slower, order, 'Refuser');
    await counter.butcher.decide(order.id, 'accept');
    await slower.getByText(`Déjà acceptée par un collègue (commande ${order.pickupCode}).`).waitFor(PATIENCE);
    expect(await slower.getByRole('dialog').count()).toBe(0);
  });

  it('both at the same moment → one truth on both pages', { timeout: 90_000 }, async () => {
    for (let round = 0; round < 3; round += 1) {
      const order = await counter.counterOrder();
      const [one, other] = [await counter.openConsole(), await counter.openConsole()];
      await press(other, order, 'Refuser');
      await other.getByText('Boutique fermée').click();
      await cardOf(one, order).waitFor(PATIENCE);
      const tap = { timeout: 3_000 };
      const [accepting] = await Promise.allSettled([
        cardOf(one, order).getByRole('button', { name: 'Accepter' }).click(tap),
        other.getByRole('button', { name: 'Refuser la commande' }).click(tap),
      ]);
      await vi.waitFor(async () => expect(await status(order)).not.toBe('PENDING'), 15_000);
      const isAccepted = (await status(order)) === 'ACCEPTED';
      await cardOf(one, order).waitFor({ state: 'detached' });
      await cardOf(other, order).waitFor({ state: 'detached' });
      const [slower, words] = isAccepted ? [other, 'Déjà acceptée'] : [one, 'Déjà refusée'];
      // A card that was gone before it could be tapped needs no words.
      if (isAccepted || accepting.status === 'fulfilled')
        await slower.getByText(`${words} par un collègue (commande ${order.pickupCode}).`).waitFor(PATIENCE);
      await Promise.all([one.context().close(), other.context().close()]);
    }
  });
});

describe('who may enter', () => {
  it('nobody → signs in, and comes back to the counter', async () => {
    const page = await (await counter.browser.newContext({ locale: 'fr-FR' })).newPage();
    await page.goto(`${counter.stack.info.api}/boucher`);
    await page.getByRole('main').getByRole('link', { name: 'Se connecter' }).click();
    await page.getByRole('button', { name: `Boucher de ${SHOP_NAME}` }).click();
    await page.getByRole('link', { name: SHOP_NAME }).waitFor(PATIENCE);
    await upToDate(page);
  });

  it('a customer → is told so, with a way out', async () => {
    const context = await counter.browser.newContext({ locale: 'fr-FR' });
    await context.addCookies([
      { name: '__session', value: counter.stack.info.tokens.customer, url: counter.stack.info.api },
    ]);
    const page = await context.newPage();
    await page.goto(`${counter.stack.info.api}/boucher`);
    await page.getByText('Ce compte n’est rattaché à aucune boucherie').waitFor(PATIENCE);
    expect(await page.getByRole('link', { name: 'Changer de compte' }).isVisible()).toBe(true);
    await screenshot(page, 'no-shop');
  });

  it('a butcher of two shops → chooses one, which is kept; may change it', async () => {
    await counter.sql(
      `INSERT INTO "ShopMember" ("shopId", "userId") VALUES ('maison-dubois', 'user_boucher_${SHOP}')`,
    );
    try {
      const page = await counter.openConsole();
      await page.getByRole('button', { name: 'Maison Dubois (Nantes)' }).click();
      await page.getByRole('link', { name: 'Maison Dubois (Nantes)' }).waitFor(PATIENCE);
      await page.reload();
      await page.getByRole('link', { name: 'Maison Dubois (Nantes)' }).waitFor(PATIENCE);
      await page.getByRole('button', { name: 'Changer de boutique' }).click();
      await screenshot(page, 'choose-shop');
      await page.getByRole('button', { name: SHOP_NAME }).click();
      await upToDate(page);
    } finally {
      await counter.sql(
        `DELETE FROM "ShopMember" WHERE "shopId" = 'maison-dubois' AND "userId" = 'user_boucher_${SHOP}'`,
      );
    }
  });
});

it('nothing is ever decided by GET', { timeout: 90_000 }, async () => {
  const page = await counter.openConsole();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (/\/(accept|reject|ready|collect|no-show|cancel)$/.test(request.url()))
      sent.push(`${request.method()} ${request.url().split('/').at(-1)}`);
  });
  const order = await counter.counterOrder();
  await press(page, order, 'Accepter');
  await view(page, 'preparing');
  await press(page, order, 'Prête');
  await view(page, 'ready');
  await press(page, order, /Encaisser/);
  await page.getByRole('button', { name: 'Encaissé et remis' }).click();
  await vi.waitFor(() => expect(sent).toEqual(['POST accept', 'POST ready', 'POST collect']), 10_000);
  for (const decision of ['accept', 'reject', 'ready', 'collect', 'no-show', 'cancel']) {
    const answer = await fetch(`${counter.stack.info.api}/api/orders/${order.id}/${decision}`);
    expect([decision, answer.status]).toEqual([decision, 405]);
  }
});

it('two quick taps → one decision, and nothing happens to the order behind it', async () => {
  const [first, second] = [await counter.counterOrder(), await counter.counterOrder()];
  const page = await counter.openConsole();
  const accept = cardOf(page, first).getByRole('button', { name: 'Accepter' });
  const box = await accept.boundingBox();
  if (box === null) throw new Error('no button');
  const posts: string[] = [];
  page.on('request', (request) => (request.method() === 'POST' ? posts.push(request.url()) : undefined));
  await accept.scrollIntoViewIfNeeded();
  await accept.dblclick();
  await cardOf(page, first).waitFor({ state: 'detached' });
  expect([await status(first), await status(second), posts.length]).toEqual(['ACCEPTED', 'PENDING', 1]);
});

it('the next step’s button comes where the last one’s was → the second of two taps does not reach it', async () => {
  const order = await counter.paidOrder();
  await counter.butcher.decide(order.id, 'accept');
  const page = await counter.openConsole('/boucher?liste=du-jour');
  await cardOf(page, order).waitFor(PATIENCE);
  // At the very moment the new button is there: what would a finger hit?
  const hit = page.evaluate(
    (code) =>
      new Promise<boolean>((resolve) => {
        const look = (): void => {
          const card = [...document.querySelectorAll('article')].find(({ textContent }) =>
            textContent.includes(code),
          );
          const button = card?.querySelector('.card-main');
          if (button?.textContent !== 'Remise au client') return;
          button.scrollIntoView({ block: 'center' });
          const { left, top, width, height } = button.getBoundingClientRect();
          resolve(document.elementFromPoint(left + width / 2, top + height / 2) === button);
        };
        new MutationObserver(look).observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
        });
      }),
    order.pickupCode,
  );
  await press(page, order, 'Prête');
  expect(await hit).toBe(false);
  await press(page, order, 'Remise au client');
  await page.getByText(`Commande ${order.pickupCode} remise au client.`).waitFor(PATIENCE);
});
