// A notice, attempt by attempt: a mail at most once whatever fails, a webhook until it is taken, and nothing that is not so.
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createNoticeActivities } from '../../activities/notices/activities.ts';
import { awaitSettled } from '../../activities/notices/await-settled.ts';
import type { NoticeKey } from '../../domain/notices/notice.ts';
import { instant } from '../../domain/time.ts';
import { PLACED_AT, refusal } from '../contracts/order-store.cases.ts';
import { ADDRESS, type NoticeWorld, openNoticeWorld } from '../support/notice-world.ts';
import { placedOrder } from '../support/placed-orders.ts';

let world: NoticeWorld;
beforeAll(async () => {
  world = await openNoticeWorld();
});
beforeEach(() => {
  for (const list of [world.smtp.taken, world.smtp.contents, world.shop.sent, world.logged]) list.length = 0;
});
afterAll(() => world.close());

const send = (notice: NoticeKey) => world.activities.sendNotice(notice);
const status = async (notice: NoticeKey) => (await world.ports.records.read(notice))?.status ?? null;
const notTaken: unknown = expect.objectContaining({ type: 'NOTICE_NOT_TAKEN' });

describe('a mail', () => {
  it('sent, and asked for again and again → one', async () => {
    const notice = await world.accepted('CUSTOMER_EMAIL');
    expect(await send(notice)).toBe('SENT');
    expect(await send(notice)).toBe('SENT');
    expect(world.smtp.taken).toHaveLength(1);
    expect(world.smtp.taken[0]?.messageId).toBe(
      `<${notice.orderId}.2.accepted.customer_email@klikandgo.example>`,
    );
  });

  it('asked for by ten at once → one', async () => {
    for (let round = 0; round < 5; round += 1) {
      world.smtp.contents.length = 0;
      const notice = await world.accepted('CUSTOMER_EMAIL');
      await Promise.allSettled(Array.from({ length: 10 }, () => send(notice)));
      expect(world.smtp.contents).toHaveLength(1);
      await expect.poll(() => status(notice)).toBe('SENT');
    }
  });

  it('refused for now → tried again, and one in the end', async () => {
    const notice = await world.accepted('CUSTOMER_EMAIL');
    world.smtp.fault({ at: 'recipient', code: 450 }, { at: 'content', code: 451 });
    await expect(send(notice)).rejects.toEqual(notTaken);
    await expect(send(notice)).rejects.toEqual(notTaken);
    expect(await status(notice)).toBe('RELEASED');
    expect(await send(notice)).toBe('SENT');
    expect(world.smtp.taken).toHaveLength(1);
  });

  it('refused for good → never again', async () => {
    const notice = await world.accepted('CUSTOMER_EMAIL');
    world.smtp.fault({ at: 'recipient', code: 550 });
    expect(await send(notice)).toBe('REFUSED');
    expect(await send(notice)).toBe('REFUSED');
    expect(world.smtp.contents).toEqual([]);
  });

  it('whose answer is lost → unknown, and never again', async () => {
    const notice = await world.accepted('CUSTOMER_EMAIL');
    world.smtp.fault({ at: 'content', code: 'cut' });
    expect(await send(notice)).toBe('UNKNOWN');
    expect(await send(notice)).toBe('UNKNOWN');
    expect(world.smtp.contents).toHaveLength(1);
  });

  it('whose attempt was lost with its process, after the claim → unknown, and not sent', async () => {
    const notice = await world.accepted('CUSTOMER_EMAIL');
    await world.ports.records.claim(notice, ['RELEASED']);
    expect(await send(notice)).toBe('UNKNOWN');
    expect(world.smtp.contents).toEqual([]);
  });

  it('while the database does not say whether it may go → not sent, and sent later', async () => {
    const notice = await world.accepted('CUSTOMER_EMAIL');
    const records = { ...world.ports.records, claim: () => Promise.reject(new Error('away')) };
    await expect(createNoticeActivities({ ...world.ports, records }).sendNotice(notice)).rejects.toThrow(
      'away',
    );
    expect(world.smtp.contents).toEqual([]);
    expect(await send(notice)).toBe('SENT');
  });

  it('no mail server, or nobody to write to → not needed', async () => {
    const notice = await world.accepted('CUSTOMER_EMAIL');
    const without = createNoticeActivities({ ...world.ports, mail: null });
    expect(await without.sendNotice(notice)).toBe('NOT_NEEDED');
    await world.orders.sql(`UPDATE "OrderPrivate" SET "email" = NULL WHERE "orderId" = $1`, [notice.orderId]);
    expect(await send(notice)).toBe('NOT_NEEDED');
    expect(await status(notice)).toBeNull();
  });

  it('of an entry that was decided anew → nothing; of the one that stands → told', async () => {
    const notice = await world.accepted('CUSTOMER_EMAIL');
    const { orderId } = notice;
    await world.orders.store.record(
      refusal(placedOrder({ orderId, paymentMethod: 'ON_PICKUP' }), instant(PLACED_AT + 9_000)),
    );
    expect(await send(notice)).toBe('NOT_NEEDED');
    expect(await send({ ...notice, kind: 'REJECTED' })).toBe('SENT');
    expect(world.smtp.taken.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('votre commande est refusée'),
    ]);
  });
});

describe('a webhook', () => {
  it('taken → signed, under its stable id, and not sent again', async () => {
    const notice = await world.accepted('SHOP_WEBHOOK');
    expect(await send(notice)).toBe('SENT');
    expect(await send(notice)).toBe('SENT');
    expect(world.shop.sent).toMatchObject([{ id: `msg_${notice.orderId}_2_accepted`, isSigned: true }]);
    expect(JSON.parse(world.shop.sent[0]?.body ?? '')).toMatchObject({
      type: 'order.accepted',
      timestamp: new Date(PLACED_AT).toISOString(),
      data: { orderId: notice.orderId, status: 'ACCEPTED' },
    });
    expect(world.shop.sent[0]?.body).not.toContain('Marie');
  });

  it('whose answer is lost → sent again under the same id', async () => {
    const notice = await world.accepted('SHOP_WEBHOOK');
    world.shop.fault('cut', 500);
    await expect(send(notice)).rejects.toEqual(notTaken);
    await expect(send(notice)).rejects.toEqual(notTaken);
    expect(await send(notice)).toBe('SENT');
    expect(new Set(world.shop.sent.map(({ id }) => id)).size).toBe(1);
    expect(world.shop.sent).toHaveLength(3);
  });

  it('whose attempt was lost with its process → sent again', async () => {
    const notice = await world.accepted('SHOP_WEBHOOK');
    await world.ports.records.claim(notice, ['RELEASED', 'SENDING']);
    expect(await send(notice)).toBe('SENT');
  });

  it('answered “gone” → refused for good', async () => {
    const notice = await world.accepted('SHOP_WEBHOOK');
    world.shop.fault(410);
    expect(await send(notice)).toBe('REFUSED');
    expect(await send(notice)).toBe('REFUSED');
    expect(world.shop.sent).toHaveLength(1);
  });
});

describe('giving up', () => {
  it('what was not taken → given up, and never tried again', async () => {
    const notice = await world.accepted('SHOP_WEBHOOK');
    world.shop.fault(500);
    await expect(send(notice)).rejects.toEqual(notTaken);
    expect(await world.activities.giveUpNotice(notice)).toBe('GIVEN_UP');
    expect(await send(notice)).toBe('GIVEN_UP');
    expect(world.shop.sent).toHaveLength(1);
  });

  it('a mail whose last attempt was lost → unknown; one that was never begun → given up', async () => {
    const lost = await world.accepted('CUSTOMER_EMAIL');
    await world.ports.records.claim(lost, ['RELEASED']);
    expect(await world.activities.giveUpNotice(lost)).toBe('UNKNOWN');
    expect(await world.activities.giveUpNotice(await world.accepted('CUSTOMER_EMAIL'))).toBe('GIVEN_UP');
  });

  it('one that was sent after all → stays sent', async () => {
    const notice = await world.accepted('CUSTOMER_EMAIL');
    await send(notice);
    expect(await world.activities.giveUpNotice(notice)).toBe('SENT');
  });
});

describe('an order that is deciding', () => {
  it('→ ask again; at rest → go on', async () => {
    const { orderId } = await world.accepted('CUSTOMER_EMAIL');
    const deciding = awaitSettled({ rest: { isDeciding: async () => true } });
    await expect(deciding(orderId)).rejects.toEqual(expect.objectContaining({ type: 'ORDER_DECIDING' }));
    await expect(world.activities.awaitSettled(orderId)).resolves.toBeUndefined();
  });
});

describe('what is told of attempts', () => {
  it('holds no address and no name, in the log, in the row, and in what Temporal keeps', async () => {
    const notice = await world.accepted('CUSTOMER_EMAIL', 'Désolé, Marie');
    world.smtp.fault({ at: 'recipient', code: 450 }, { at: 'content', code: 554 });
    const failure: unknown = await send(notice).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    const end = await send(notice);
    const rows = await world.orders.sql(`SELECT * FROM "Notice" WHERE "orderId" = $1`, [notice.orderId]);
    const told = [String(failure), JSON.stringify(failure), end, JSON.stringify(rows), ...world.logged].join(
      '\n',
    );
    expect(world.logged.length).toBeGreaterThan(1);
    expect(told).toContain('SMTP 450');
    expect(told).not.toMatch(new RegExp(`${ADDRESS}|Marie|example\\.fr`));
  });
});
