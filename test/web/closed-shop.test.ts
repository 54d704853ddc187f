// A shop as its hours have it, whatever hour it is where the test runs: closed, about to open, just closed, open.
import { afterEach, describe, expect, it } from 'vitest';
import { minuteOf, parisTime, weekdayOf } from '../../web/pickup/paris-clock.ts';
import { type Hours, openAllDay, setHours } from '../support/shop-hours.ts';
import {
  atCounter,
  type Customer,
  IS_SKIPPED,
  type Storefront,
  storefrontForFile,
} from './storefront-hooks.ts';
import { AT_SHOP, orderButton, orderIdIn, sees } from './visitor.ts';

let storefront: Storefront;
storefrontForFile((opened) => {
  storefront = opened;
});

const SHOP = 'boucherie-martin';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DECISION_WINDOW = 30 * MINUTE;

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** @param at milliseconds. One opening a week, of two hours unless midnight comes first. */
function openingAt(at: number): Hours {
  const { minuteOfDay, ...date } = parisTime(at);
  return {
    day: weekdayOf(date),
    opens: clockOf(minuteOfDay),
    closes: clockOf(Math.min(minuteOfDay + 120, 24 * 60)),
  };
}

const HOURS: Readonly<Record<string, () => readonly Hours[]>> = {
  'opens in an hour': () => [openingAt(Date.now() + HOUR)],
  'opens in eleven hours': () => [openingAt(Date.now() + 11 * HOUR)],
  'opens tomorrow at this time': () => [openingAt(Date.now() + 24 * HOUR)],
  'opens in three days': () => [openingAt(Date.now() + 72 * HOUR)],
  'closed an hour ago, until next week': () => [openingAt(Date.now() - 4 * HOUR)],
};

afterEach(async () => {
  if (!IS_SKIPPED) await openAllDay(storefront.stack);
});

/** Of the order whose page is open. */
async function deadlineOf(customer: Customer): Promise<number> {
  const answer = await customer.page.request.get(`/api/orders/${orderIdIn(customer)}`);
  // The API's documented answer.
  const { decisionDeadline } = (await answer.json()) as { decisionDeadline: string | null };
  return Date.parse(decisionDeadline ?? '');
}

describe.skipIf(IS_SKIPPED)('a shop that is closed', () => {
  it.each(Object.entries(HOURS))(
    '%s → said before ordering; ordered all the same, to be answered once it opens',
    async (_when, hoursNow) => {
      const hours = hoursNow();
      await setHours(storefront.stack, SHOP, hours);
      const customer = await atCounter(storefront);
      await sees(customer, /^La boutique est fermée : elle vous répond à l’ouverture, /);
      await orderButton(customer).click();
      await sees(customer, AT_SHOP);
      const deadline = await deadlineOf(customer);
      const opened = deadline - DECISION_WINDOW;
      expect(opened).toBeGreaterThan(Date.now());
      expect(parisTime(opened).minuteOfDay).toBe(minuteOf(hours[0]?.opens ?? ''));
      await sees(customer, new RegExp(`^Réponse au plus tard .*${clockOf(parisTime(deadline).minuteOfDay)}`));
    },
  );

  it('→ a time can be chosen only within its hours', async () => {
    const hours = { ...openingAt(Date.now() + 48 * HOUR), opens: '11:00', closes: '13:00' };
    await setHours(storefront.stack, SHOP, [hours]);
    const customer = await atCounter(storefront);
    const { page } = customer;
    await page.getByLabel('Jour').selectOption({ index: 1 });
    const slots = await page.getByLabel('Heure').locator('option').allTextContents();
    expect(slots.length).toBeGreaterThan(0);
    expect(slots.filter((slot) => slot < hours.opens || slot >= hours.closes)).toEqual([]);
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
  });

  it('closed between choosing a time and ordering → said, and another time can be chosen', async () => {
    const customer = await atCounter(storefront);
    const { page } = customer;
    await page.getByLabel('Jour').selectOption({ index: 2 });
    await setHours(storefront.stack, SHOP, [openingAt(Date.now() + 24 * 4 * HOUR)]);
    await orderButton(customer).click();
    await sees(customer, 'La boutique est fermée à l’heure de retrait demandée');
    await page.getByLabel('Jour').selectOption({ index: 0 });
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
  });
});

describe.skipIf(IS_SKIPPED)('a shop that is open', () => {
  it('at any hour → the butcher answers within the time it has from now', async () => {
    const customer = await atCounter(storefront);
    await sees(customer, 'La boucherie vous dit quand c’est prêt.');
    const before = Date.now();
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
    const left = (await deadlineOf(customer)) - before;
    expect(left).toBeGreaterThan(DECISION_WINDOW - MINUTE);
    expect(left).toBeLessThan(DECISION_WINDOW + MINUTE);
  });
});
