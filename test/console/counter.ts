// A whole stack with shops that are always open, its customer, and browsers at its counter.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { CARDS, payWith } from '../../dev/demo/payment-page.ts';
import { type Order, openShopApi, type ShopApi } from '../../dev/demo/shop-api.ts';
import { isWithoutBrowser, openBrowser } from '../support/browser.ts';
import { openAllDay, runSql } from '../support/shop-hours.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { SIZES } from './browser.ts';

export const SHOP = 'boucherie-martin';
export const SHOP_NAME = 'Boucherie Martin (Lyon)';
const PATIENCE = 20_000;

export interface Counter {
  readonly stack: TestStack;
  readonly browser: Browser;
  readonly customer: ShopApi;
  readonly butcher: ShopApi;
  /** Runs one statement on the service's database. */
  sql(statement: string): Promise<void>;
  /** A browser of its own, signed in as the shop's butcher. */
  openContext(size?: keyof typeof SIZES): Promise<BrowserContext>;
  /** The console in a browser of its own. */
  openConsole(path?: string, size?: keyof typeof SIZES): Promise<Page>;
  /** Paid online, and known to the shop. */
  paidOrder(change?: object): Promise<Order>;
  counterOrder(change?: object): Promise<Order>;
  close(): Promise<void>;
}

export const WISH = {
  shopId: SHOP,
  items: [{ productId: 'boeuf-bavette', quantity: 500, unit: 'g' }],
  contact: { name: 'Marie Curie', phone: '06 12 34 56 78' },
};

const IS_SKIPPED = await isWithoutBrowser();

/** One for a file of tests, with new browser contexts for each. @param take keeps it. @param prepare comes after it. */
export function counterForFile(
  take: (counter: Counter) => void,
  prepare: () => Promise<void> = async () => undefined,
): void {
  let counter: Counter | undefined;
  beforeAll(async () => {
    if (IS_SKIPPED) return;
    counter = await openCounter();
    take(counter);
    await prepare();
  }, 300_000);
  beforeEach(({ skip }) => skip(IS_SKIPPED));
  afterEach(async () => {
    for (const context of counter?.browser.contexts() ?? []) await context.close();
  });
  afterAll(() => counter?.close(), 120_000);
}

async function openCounter(): Promise<Counter> {
  // Whatever the hour of the test: the time to decide is counted from now.
  const stack = await openAllDay(await openStack());
  const browser = await openBrowser();
  const { api, tokens } = stack.info;
  const customer = openShopApi(api, tokens.customer);
  const butcher = openShopApi(api, tokens.butchers[SHOP] ?? '');
  const sql = (statement: string) => runSql(stack, statement);
  const openContext: Counter['openContext'] = async (size = 'phone') => {
    const context = await browser.newContext({
      viewport: SIZES[size],
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
    });
    await context.addCookies([{ name: '__session', value: tokens.butchers[SHOP] ?? '', url: api }]);
    return context;
  };
  return {
    stack,
    browser,
    customer,
    butcher,
    sql,
    openContext,
    async openConsole(path = '/boucher', size = 'phone') {
      const page = await (await openContext(size)).newPage();
      await page.goto(`${api}${path}`);
      return page;
    },
    async paidOrder(change = {}) {
      const { orderId, url } = await customer.checkout({ ...WISH, ...change });
      await payWith(url, CARDS.good);
      return customer.waitFor(orderId, { paymentStatus: 'PAID' }, PATIENCE);
    },
    counterOrder: (change = {}) => customer.place({ ...WISH, paymentMethod: 'ON_PICKUP', ...change }),
    async close() {
      await browser.close();
      await stack.close();
    },
  };
}

/** The card of an order. */
export const cardOf = (page: Page, { pickupCode }: Pick<Order, 'pickupCode'>) =>
  page.getByRole('article').filter({ hasText: pickupCode });

/** Until the page says that what it shows is what there is. */
export const upToDate = (page: Page): Promise<void> =>
  vi.waitFor(
    async () => expect(await page.getByText('À jour', { exact: true }).isVisible()).toBe(true),
    PATIENCE,
  );
