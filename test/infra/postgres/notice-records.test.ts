// Claims of notices on real PostgreSQL: of many at once one has it, and no attempt spoils another one's.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NoticeKey } from '../../../domain/notices/notice.ts';
import type { NoticeRecords } from '../../../domain/ports/notice-records.ts';
import { instant } from '../../../domain/time.ts';
import { openNoticeRecords } from '../../../infra/postgres/postgres-notice-records.ts';
import { acceptance, counterOrder, PLACED_AT, refusal } from '../../contracts/order-store.cases.ts';
import { freshOrderId, placedOrder } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

let orders: OrderDatabase;
let records: NoticeRecords;
beforeAll(async () => {
  orders = await openOrderDatabase(16);
  records = openNoticeRecords(orders.database);
});
afterAll(() => orders.close());

const notice = (): NoticeKey => ({
  orderId: freshOrderId(),
  shopId: placedOrder().shopId,
  sequence: 2,
  kind: 'ACCEPTED',
  channel: 'CUSTOMER_EMAIL',
});
const claim = (key: NoticeKey) => records.claim(key, ['RELEASED']);

describe('a claim', () => {
  it('of fifty at once → one has it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const key = notice();
      const claims = await Promise.all(Array.from({ length: 50 }, () => claim(key)));
      expect(claims.filter((one) => one !== null)).toEqual([1]);
    }
  });

  it('of one that was released, fifty at once → one has it, under the next number', async () => {
    const key = notice();
    const attempt = (await claim(key)) ?? 0;
    expect(await records.settle(key, { status: 'RELEASED', attempt, detail: 'SMTP 451' })).toBe('RELEASED');
    const claims = await Promise.all(Array.from({ length: 50 }, () => claim(key)));
    expect(claims.filter((one) => one !== null)).toEqual([2]);
    expect(await records.read(key)).toEqual({ status: 'SENDING', attempt: 2 });
  });

  it('of another channel, another kind, another sequence → another notice', async () => {
    const key = notice();
    await claim(key);
    expect(await claim({ ...key, channel: 'SHOP_EMAIL' })).toBe(1);
    expect(await claim({ ...key, kind: 'REJECTED' })).toBe(1);
    expect(await claim({ ...key, sequence: 3 })).toBe(1);
  });

  it.each(['SENT', 'UNKNOWN', 'REFUSED', 'GIVEN_UP'] as const)(
    'of one that ended as %s → nobody has it',
    async (status) => {
      const key = notice();
      const attempt = (await claim(key)) ?? 0;
      await records.settle(key, { status, attempt, detail: null });
      expect(await claim(key)).toBeNull();
      expect(await records.claim(key, ['RELEASED', 'SENDING'])).toBeNull();
    },
  );
});

describe('an attempt that ended', () => {
  it('without a claim, while another one is sending → that one’s claim stands', async () => {
    const key = notice();
    await claim(key);
    const late = await records.settle(key, { status: 'RELEASED', attempt: 0, detail: 'SMTP ECONNREFUSED' });
    expect(late).toBe('SENDING');
    expect(await claim(key)).toBeNull();
  });

  it('which was taken for lost, and was taken after all → known', async () => {
    const key = notice();
    const attempt = (await claim(key)) ?? 0;
    await records.settle(key, { status: 'UNKNOWN', attempt, detail: null });
    expect(await records.settle(key, { status: 'SENT', attempt, detail: null })).toBe('SENT');
    expect(await records.settle(key, { status: 'UNKNOWN', attempt, detail: null })).toBe('SENT');
  });

  it('before any claim → noted, and may be claimed', async () => {
    const key = notice();
    await records.settle(key, { status: 'RELEASED', attempt: 0, detail: 'SMTP ECONNREFUSED' });
    expect(await claim(key)).toBe(1);
  });
});

describe('the fact of a notice', () => {
  it('is there as long as its entry is of that kind', async () => {
    const order = counterOrder();
    const { orderId, shopId } = order;
    await orders.store.place(order, PLACED_AT);
    await orders.store.record(acceptance(order));
    const fact = { orderId, shopId, sequence: 2, kind: 'ACCEPTED' } as const;
    expect(await records.happenedAt(fact)).toBe(PLACED_AT);
    expect(await records.happenedAt({ ...fact, sequence: 3 })).toBeNull();
    await orders.store.record(refusal(order, instant(PLACED_AT + 10_000)));
    expect(await records.happenedAt(fact)).toBeNull();
    expect(await records.happenedAt({ ...fact, kind: 'REJECTED' })).not.toBeNull();
  });
});
