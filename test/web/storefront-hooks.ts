// Hooks of a file of browser tests: one whole service and one browser for the file, and new visitors for each test.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openShopApi, type ShopApi } from '../../dev/demo/shop-api.ts';
import { isWithoutBrowser, openBrowser } from '../support/browser.ts';
import { openAllDay } from '../support/shop-hours.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { openStripeBooks, type StripeBooks } from '../support/stripe-books.ts';
import { choosePayment, fillBasket, orderButton, type Visitor, type VisitorWish, visit } from './visitor.ts';

export interface Customer extends Visitor {
  /** The same customer, over HTTP. */
  readonly api: ShopApi;
  /** Of all their orders, newest first. */
  readonly orderIds: () => Promise<readonly string[]>;
}

export interface Storefront {
  readonly stack: TestStack;
  readonly browser: Browser;
  readonly stripe: StripeBooks;
  readonly butcher: ShopApi;
  /** Somebody new, signed in, with a browser of their own. */
  readonly newCustomer: (wish?: Partial<VisitorWish>) => Promise<Customer>;
  /** Somebody who is not signed in. */
  readonly newStranger: (wish?: Partial<VisitorWish>) => Promise<Visitor>;
}

const START = 300_000;
const STOP = 120_000;
export const IS_SKIPPED = await isWithoutBrowser();

/** @param take keeps the storefront of the file. */
export function storefrontForFile(take: (storefront: Storefront) => void): void {
  let stack: TestStack | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (IS_SKIPPED) return;
    browser = await openBrowser();
    // Whatever the hour of the test; a test about a closed shop closes it itself.
    stack = await openAllDay(await openStack());
    take(await storefrontOf(stack, browser));
  }, START);
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  }, STOP);
}

async function storefrontOf(stack: TestStack, browser: Browser): Promise<Storefront> {
  const { info, issuer } = stack;
  if (issuer === null) throw new Error('a stack of its own has its own issuer');
  const base = info.api;
  let people = 0;
  return {
    stack,
    browser,
    stripe: openStripeBooks(info.stripe),
    butcher: openShopApi(base, info.tokens.butchers['boucherie-martin'] ?? ''),
    newStranger: (wish = {}) => visit(browser, { base, ...wish }),
    newCustomer: async (wish = {}) => {
      people += 1;
      const token = await issuer.mintToken({ sub: `user_web_${people}`, email: 'web@example.fr' });
      const visitor = await visit(browser, { base, token, ...wish });
      return { ...visitor, api: openShopApi(base, token), orderIds: () => orderIdsOf(base, token) };
    },
  };
}

/** Somebody new with a full basket, about to order and pay at the counter. */
export async function atCounter({ newCustomer }: Storefront): Promise<Customer> {
  const customer = await newCustomer();
  await fillBasket(customer);
  await choosePayment(customer, 'Au comptoir');
  await orderButton(customer).waitFor();
  return customer;
}

async function orderIdsOf(base: string, token: string): Promise<string[]> {
  const answer = await fetch(`${base}/api/orders`, { headers: { Authorization: `Bearer ${token}` } });
  // The API's documented answer.
  const { data } = (await answer.json()) as { data: { id: string }[] };
  return data.map(({ id }) => id);
}
