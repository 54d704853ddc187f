// Decisions of butchers, operators and customers: what is recorded is what is answered.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OrderBody, TimelineBody } from '../../api/orders/order-body.ts';
import { SYSTEM } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import { firstOrder, openWorld, type World } from './api-world.ts';
import { AT_COUNTER, BASKET, type Person, problem, read, send } from './callers.ts';

let world: World;
let orderId: OrderId;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function placed(paymentMethod: 'ONLINE' | 'ON_PICKUP'): Promise<void> {
  await send(world, 'marie', ['POST /api/orders', { body: { ...AT_COUNTER, paymentMethod } }]);
  orderId = firstOrder(world);
}
const pay = () =>
  world.commands.happen(orderId, { type: 'PAYMENT_CONFIRMED', by: SYSTEM, paymentIntentId: 'pi_1' });
const decide = (who: Person, decision: string, body?: object) =>
  send(world, who, [`POST /api/orders/${orderId}/${decision}`, body === undefined ? {} : { body }]);

describe('the way of an order', () => {
  it('accept, ready, collect at the counter → each 200 with the new state; paid at the end', async () => {
    await placed('ON_PICKUP');
    expect(await read(await decide('martin', 'accept'), 200, OrderBody)).toMatchObject({
      status: 'ACCEPTED',
      version: 2,
    });
    expect(await read(await decide('martin', 'ready', {}), 200, OrderBody)).toMatchObject({
      status: 'READY',
    });
    expect(await read(await decide('martin', 'collect'), 200, OrderBody)).toMatchObject({
      status: 'COLLECTED',
      paymentStatus: 'PAID',
      paidAt: '2026-11-23T10:00:00.000Z',
    });
  });

  it('no-show → NO_SHOW', async () => {
    await placed('ON_PICKUP');
    await decide('martin', 'accept');
    await decide('martin', 'ready');
    expect(await read(await decide('operator', 'no-show'), 200, OrderBody)).toMatchObject({
      status: 'NO_SHOW',
    });
  });

  it('who decided → butcher and operator with their ids, for operators only', async () => {
    await placed('ON_PICKUP');
    await decide('martin', 'accept');
    await decide('operator', 'ready');
    const actors = async (who: Person) => {
      const timeline = await send(world, who, [`GET /api/orders/${orderId}/timeline`]);
      return (await read(timeline, 200, TimelineBody)).data.map(({ actor }) => actor);
    };
    expect(await actors('operator')).toEqual([
      'system',
      'butcher:user_boucher_boucherie-martin',
      'operator:user_operator',
    ]);
    for (const who of ['marie', 'martin'] as const)
      expect(await actors(who)).toEqual(['system', 'butcher', 'operator']);
  });
});

describe('refusing', () => {
  it('with a reason and words → REJECTED, both shown to the customer; the words never in the workflow', async () => {
    await placed('ON_PICKUP');
    const body = { reason: 'OTHER', message: ' Plus de bavette, désolé ! ' };
    const answered = await read(await decide('martin', 'reject', body), 200, OrderBody);
    expect(answered).toMatchObject({
      status: 'REJECTED',
      rejectionReason: 'OTHER',
      rejectionMessage: 'Plus de bavette, désolé !',
    });
    const seen = await read(await send(world, 'marie', [`GET /api/orders/${orderId}`]), 200, OrderBody);
    expect(seen.rejectionMessage).toBe('Plus de bavette, désolé !');
    expect(JSON.stringify(world.commands.calls.decisions)).not.toContain('bavette');
  });

  it.each<[what: string, body: object, path: string]>([
    ['no reason', {}, 'reason'],
    ['an unknown reason', { reason: 'RAIN' }, 'reason'],
    ['the system’s own reason', { reason: 'NO_ANSWER' }, 'reason'],
    ['201 characters', { reason: 'OTHER', message: 'x'.repeat(201) }, 'message'],
    ['an unknown field', { reason: 'OTHER', refund: false }, 'refund'],
  ])('%s → 400', async (_what, body, path) => {
    await placed('ON_PICKUP');
    expect((await problem(await decide('martin', 'reject', body))).errors?.[0]?.path).toBe(path);
    expect(world.commands.calls.decisions).toEqual([]);
  });

  it('again, with other words → 200, the first words stay', async () => {
    await placed('ON_PICKUP');
    await decide('martin', 'reject', { reason: 'OTHER', message: 'premier' });
    const again = await read(
      await decide('martin', 'reject', { reason: 'CLOSED', message: 'second' }),
      200,
      OrderBody,
    );
    expect(again).toMatchObject({ rejectionReason: 'OTHER', rejectionMessage: 'premier' });
  });

  it('too late → 409, and the words are forgotten', async () => {
    await placed('ON_PICKUP');
    const accepting = decide('martin', 'accept');
    await accepting;
    await decide('martin', 'reject', { reason: 'OTHER', message: 'trop tard' });
    expect(await world.details.messageOf(orderId)).toBeNull();
  });
});

describe('decisions that cannot be', () => {
  it('the same decision again → 200 with the present state', async () => {
    await placed('ON_PICKUP');
    await decide('martin', 'accept');
    expect(await read(await decide('martin', 'accept'), 200, OrderBody)).toMatchObject({
      status: 'ACCEPTED',
      version: 2,
    });
  });

  it('another one too late → 409 with where the order stands', async () => {
    await placed('ON_PICKUP');
    await decide('martin', 'accept');
    expect(await problem(await decide('martin', 'reject', { reason: 'CLOSED' }))).toMatchObject({
      status: 409,
      code: 'TOO_LATE',
      orderStatus: 'ACCEPTED',
      paymentStatus: 'DUE_AT_PICKUP',
    });
  });

  it('accepting what is not paid → 409', async () => {
    await placed('ONLINE');
    expect(await problem(await decide('martin', 'accept'))).toMatchObject({
      status: 409,
      code: 'NOT_PAID',
      orderStatus: 'PENDING',
    });
    pay();
    expect((await decide('martin', 'accept')).status).toBe(200);
  });

  it('ready before accepted → 409', async () => {
    await placed('ON_PICKUP');
    expect(await problem(await decide('martin', 'ready'))).toMatchObject({ code: 'NOT_ALLOWED_YET' });
  });

  it('the workflow of an open order was lost → it is resumed, and the same decision sent again is taken', async () => {
    await placed('ON_PICKUP');
    world.commands.ended.add(orderId);
    expect(await problem(await decide('martin', 'accept'))).toMatchObject({ code: 'UNAVAILABLE' });
    expect((await decide('martin', 'accept')).status).toBe(200);
  });

  it('the workflow has ended → the database answers: same 200, other 409', async () => {
    await placed('ON_PICKUP');
    await decide('martin', 'reject', { reason: 'CLOSED' });
    world.commands.ended.add(orderId);
    expect((await decide('martin', 'reject', { reason: 'CLOSED' })).status).toBe(200);
    expect(await problem(await decide('martin', 'accept'))).toMatchObject({
      code: 'TOO_LATE',
      orderStatus: 'REJECTED',
    });
  });

  it('Temporal away → 503, and words kept until it is known', async () => {
    await placed('ON_PICKUP');
    world.commands.way = 'away';
    expect(await problem(await decide('martin', 'accept'))).toMatchObject({ code: 'UNAVAILABLE' });
    await decide('martin', 'reject', { reason: 'OTHER', message: 'peut-être' });
    expect(await world.details.messageOf(orderId)).toBe('peut-être');
  });

  it('a body with a field where none belongs → 400', async () => {
    await placed('ON_PICKUP');
    expect((await decide('martin', 'accept', { by: 'operator' })).status).toBe(400);
  });
});

describe('cancelling', () => {
  it('the customer while pending → CANCELLED, at the customer’s request', async () => {
    await placed('ON_PICKUP');
    expect(await read(await decide('marie', 'cancel'), 200, OrderBody)).toMatchObject({
      status: 'CANCELLED',
      rejectionReason: 'CUSTOMER_REQUEST',
    });
  });

  it('the customer after acceptance → 409', async () => {
    await placed('ON_PICKUP');
    await decide('martin', 'accept');
    expect(await problem(await decide('marie', 'cancel'))).toMatchObject({
      code: 'TOO_LATE',
      orderStatus: 'ACCEPTED',
    });
  });

  it('the butcher after acceptance, with a reason and words → CANCELLED', async () => {
    await placed('ON_PICKUP');
    await decide('martin', 'accept');
    const body = { reason: 'OUT_OF_STOCK', message: 'La chambre froide est en panne' };
    expect(await read(await decide('martin', 'cancel', body), 200, OrderBody)).toMatchObject({
      status: 'CANCELLED',
      rejectionReason: 'OUT_OF_STOCK',
      rejectionMessage: 'La chambre froide est en panne',
    });
  });

  it('the butcher without a reason → 400; while pending → 403', async () => {
    await placed('ON_PICKUP');
    expect(await problem(await decide('martin', 'cancel', {}))).toMatchObject({
      status: 400,
      errors: [{ path: 'reason' }],
    });
    expect((await decide('martin', 'cancel', { reason: 'CLOSED' })).status).toBe(403);
  });
});

describe('the page is back from the payment', () => {
  const check = (who: Person, sessionId: string) =>
    send(world, who, [`POST /api/orders/${orderId}/payment-check`, { body: { sessionId } }]);

  it('with the order’s own session → 202, the order is nudged', async () => {
    await placed('ONLINE');
    expect((await check('marie', `cs_test_${orderId}`)).status).toBe(202);
    expect(world.commands.calls.checks).toEqual([orderId]);
  });

  it('with another session → 404, nobody is nudged', async () => {
    await placed('ONLINE');
    expect(await problem(await check('marie', 'cs_test_other'))).toMatchObject({ status: 404 });
    expect(world.commands.calls.checks).toEqual([]);
  });

  it('an order for the counter has no session → 404', async () => {
    await placed('ON_PICKUP');
    expect((await check('marie', 'null')).status).toBe(404);
  });

  it('already paid → 202, nobody is nudged', async () => {
    await placed('ONLINE');
    pay();
    expect((await check('marie', `cs_test_${orderId}`)).status).toBe(202);
    expect(world.commands.calls.checks).toEqual([]);
  });
});

it('the butcher never sees the page where the customer pays', async () => {
  await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
  orderId = firstOrder(world);
  const seenBy = async (who: Person) =>
    (await read(await send(world, who, [`GET /api/orders/${orderId}`]), 200, OrderBody)).checkoutUrl;
  expect(await seenBy('marie')).toContain('pay.example');
  expect(await seenBy('martin')).toBeNull();
});
