// A session whose cookie is late, or gone, while a page is open: waited for, then said, and nothing on the page is lost.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Customer, IS_SKIPPED, type Storefront, storefrontForFile } from './storefront-hooks.ts';
import {
  AT_SHOP,
  choosePayment,
  fillBasket,
  orderButton,
  orderIdIn,
  sees,
  signIn,
  type Visitor,
  visit,
} from './visitor.ts';

let storefront: Storefront;
storefrontForFile((opened) => {
  storefront = opened;
});

const OVER = 'Votre session est terminée.';
/** Milliseconds: what heals by itself does so within two looks. */
const HEALED = 25_000;

const isOver = (page: Page) => page.getByText(OVER).count();

/** Takes the cookie away. @returns how to give it back, as whoever keeps it would. */
async function loseCookie({ context }: Visitor): Promise<() => Promise<void>> {
  const kept = await context.cookies();
  await context.clearCookies();
  return () => context.addCookies(kept);
}

async function atCounter(): Promise<Customer> {
  const customer = await storefront.newCustomer();
  await fillBasket(customer);
  await choosePayment(customer, 'Au comptoir');
  await customer.page.getByLabel(/^Message/).fill('Sans os');
  await orderButton(customer).waitFor();
  return customer;
}

async function ordered(): Promise<Customer> {
  const customer = await atCounter();
  await orderButton(customer).click();
  await sees(customer, AT_SHOP);
  return customer;
}

/** Until the API has refused a request of this page. */
const refusedOnce = (page: Page, path: RegExp) =>
  page.waitForResponse((answer) => path.test(answer.url()) && answer.status() === 401);

describe.skipIf(IS_SKIPPED)('the cookie is renewed a moment too late', () => {
  it('while ordering → ordered, once, and nothing is said', async () => {
    const customer = await atCounter();
    const giveBack = await loseCookie(customer);
    const refused = refusedOnce(customer.page, /\/api\/orders$/);
    await orderButton(customer).click();
    await refused;
    expect(await isOver(customer.page)).toBe(0);
    await giveBack();
    await sees(customer, AT_SHOP);
    expect(await customer.orderIds()).toEqual([orderIdIn(customer)]);
  });

  it('when the page is opened → asked to sign in at first; the order by itself, soon after', async () => {
    const customer = await ordered();
    const giveBack = await loseCookie(customer);
    await customer.page.reload();
    await sees(customer, 'Connectez-vous pour voir votre commande.');
    await giveBack();
    await sees(customer, AT_SHOP);
  });
});

describe.skipIf(IS_SKIPPED)('the session has ended', () => {
  it('at the basket → said, with the way to sign in; signed in again, everything is as it was', async () => {
    const customer = await atCounter();
    const { page } = customer;
    await loseCookie(customer);
    await orderButton(customer).click();
    await page.getByText(OVER).waitFor();
    await sees(customer, 'Bavette d’aloyau');
    await page.getByRole('alert').getByRole('link', { name: 'Se reconnecter' }).click();
    await page.getByRole('button', { name: 'Marie, cliente' }).click();
    await orderButton(customer).waitFor();
    expect(await page.getByLabel(/^Message/).inputValue()).toBe('Sans os');
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
    expect(await customer.orderIds()).toEqual([]);
  });

  it('at an order’s page → said, and the code stays in sight; signed in elsewhere, it follows again by itself', async () => {
    const customer = await ordered();
    const { page } = customer;
    const orderId = orderIdIn(customer);
    const { pickupCode } = await customer.api.order(orderId);
    const giveBack = await loseCookie(customer);
    // The page has its stream anew, as at the end of each token's life.
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText(OVER).waitFor();
    await sees(customer, pickupCode);
    await expect.poll(() => page.getByText('Connexion perdue').count()).toBe(0);
    await storefront.butcher.decide(orderId, 'accept');
    await giveBack();
    await page
      .getByText('La boucherie a accepté votre commande et la prépare.')
      .first()
      .waitFor({ timeout: HEALED });
    await expect.poll(() => isOver(page), { timeout: HEALED }).toBe(0);
    await storefront.butcher.decide(orderId, 'ready');
    await sees(customer, 'Votre commande est prête : vous pouvez venir la retirer.');
  });

  it('somebody else signs in instead → the page shows nothing of the one before', async () => {
    const customer = await ordered();
    const { page, context } = customer;
    await loseCookie(customer);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText(OVER).waitFor();
    await signIn(context, storefront.stack.info.api, storefront.stack.info.tokens.otherCustomer);
    await page.getByText('Commande non trouvée').waitFor({ timeout: HEALED });
    expect(await page.getByText(AT_SHOP).count()).toBe(0);
  });
});

describe.skipIf(IS_SKIPPED)('at the counter', () => {
  async function newButcher(): Promise<Visitor> {
    const { api, tokens } = storefront.stack.info;
    const butcher = await visit(storefront.browser, {
      base: api,
      token: tokens.butchers['boucherie-martin'],
    });
    await butcher.open('/boucher');
    await sees(butcher, 'À jour');
    return butcher;
  }

  it('the cookie is late while a decision is sent → it is carried out, and nothing is said', async () => {
    const customer = await ordered();
    const { pickupCode } = await customer.api.order(orderIdIn(customer));
    const butcher = await newButcher();
    const giveBack = await loseCookie(butcher);
    const refused = refusedOnce(butcher.page, /\/accept$/);
    const card = butcher.page.getByRole('article').filter({ hasText: pickupCode });
    await card.getByRole('button', { name: 'Accepter' }).click();
    await refused;
    await giveBack();
    await sees(butcher, `Commande ${pickupCode} acceptée.`);
    expect(await isOver(butcher.page)).toBe(0);
  });

  it('the session ends while a refusal is written → said; what was written is still there when it is back', async () => {
    const customer = await ordered();
    const { pickupCode } = await customer.api.order(orderIdIn(customer));
    const butcher = await newButcher();
    const { page } = butcher;
    const card = page.getByRole('article').filter({ hasText: pickupCode });
    await card.getByRole('button', { name: 'Refuser' }).click();
    await page.getByLabel('Message au client').fill('Plus de bavette');
    const giveBack = await loseCookie(butcher);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText(OVER).waitFor();
    await sees(butcher, 'Déconnecté');
    await giveBack();
    await page.getByText('À jour', { exact: true }).waitFor({ timeout: HEALED });
    expect(await page.getByLabel('Message au client').inputValue()).toBe('Plus de bavette');
    await page.getByText('Autre raison').click();
    await page.getByRole('button', { name: 'Refuser la commande' }).click();
    await sees(butcher, `Commande ${pickupCode} refusée.`);
  });
});
