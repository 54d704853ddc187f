// What operators cannot do: the update says why, the signal is noted, and nothing changes.
import { describe, expect, it } from 'vitest';
import { instant, minutes } from '../../domain/time.ts';
import * as messages from '../../workflows/messages.ts';
import {
  counterOrder,
  deskForEachTest,
  MARIE,
  type OperatorDesk,
  paidOrder,
} from '../support/operator-ways.ts';
import { BUTCHER, OPERATOR, placeOrder } from '../support/order-scenario.ts';
import { placedOrder } from '../support/placed-orders.ts';

let desk: OperatorDesk;
deskForEachTest((fresh) => {
  desk = fresh;
});

describe('what cannot be done', () => {
  const REFUSED: readonly [messages.DecisionName, object, string][] = [
    ['ready', {}, 'NOT_ALLOWED_YET'],
    ['collect', {}, 'NOT_ALLOWED_YET'],
    ['noShow', {}, 'NOT_ALLOWED_YET'],
    ['retryRefund', {}, 'NOTHING_TO_REFUND'],
    ['recheckPayment', {}, 'NOTHING_TO_CHECK'],
    ['acknowledge', { code: 'EVENT_UNREADABLE' }, 'NOTHING_TO_ACKNOWLEDGE'],
    ['extendDecision', { minutes: 60 * 25 }, 'DEADLINE_OUT_OF_BOUNDS'],
    ['extendDecision', { until: '2020-01-01T00:00:00Z' }, 'DEADLINE_OUT_OF_BOUNDS'],
  ];

  it.each(REFUSED)(
    '%s %j → %s: the update says why, the signal is noted, nothing changes',
    async (...given) => {
      const [name, more, code] = given;
      const placed = counterOrder();
      await desk.run(async () => {
        const { handle } = await placeOrder(desk.bench, placed);
        const before = await handle.query(messages.orderStateQuery);
        const sent = { by: MARIE, ...more };
        await expect(desk.ways.update(handle, name, sent)).rejects.toMatchObject({
          cause: {
            type: code,
            message: expect.stringMatching(/ \(commande PENDING, paiement DUE_AT_PICKUP\)$/) as string,
          },
        });
        expect(await handle.query(messages.orderStateQuery)).toEqual(before);
        await desk.ways.signal(handle, name, sent);
        expect(desk.lastEntry(placed)).toMatchObject({
          kind: 'MESSAGE_REFUSED',
          actor: MARIE,
          data: { message: name, code },
        });
        expect(await handle.query(messages.orderStateQuery)).toEqual({
          ...before,
          version: before.version + 1,
        });
        await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
        await handle.result();
      });
    },
  );

  it('more time than until the pickup, or for an order not yet paid → refused', async () => {
    const [early, unpaid] = [
      counterOrder({ pickupAt: instant((await desk.bench.env.currentTimeMs()) + minutes(20)) }),
      placedOrder(),
    ];
    await desk.run(async () => {
      const extend = { args: [{ by: OPERATOR, minutes: 5 }] as [messages.ByPersonWithTime] };
      const { handle } = await placeOrder(desk.bench, early);
      const refused = handle.executeUpdate(messages.extendDecisionUpdate, extend);
      await expect(refused).rejects.toMatchObject({ cause: { type: 'DEADLINE_OUT_OF_BOUNDS' } });
      const other = await placeOrder(desk.bench, unpaid);
      const tooEarly = other.handle.executeUpdate(messages.extendDecisionUpdate, extend);
      await expect(tooEarly).rejects.toMatchObject({ cause: { type: 'NOT_PAID' } });
      for (const one of [handle, other.handle]) await one.terminate();
    });
  });

  it('a refund that failed is not put away: it is retried', async () => {
    const placed = placedOrder();
    await desk.run(async () => {
      desk.bench.payments.account.refundOutcome = 'failed';
      const handle = await paidOrder(desk.bench, placed);
      await handle.executeUpdate(messages.rejectUpdate, { args: [{ by: BUTCHER, reason: 'CLOSED' }] });
      await expect
        .poll(() => desk.row(placed).state.attention, { timeout: 10_000 })
        .toEqual(['REFUND_FAILED']);
      const away = desk.ways.update(handle, 'acknowledge', { by: MARIE, code: 'REFUND_FAILED' });
      await expect(away).rejects.toMatchObject({ cause: { type: 'CAUSE_STANDS' } });
      desk.bench.payments.account.refundOutcome = 'succeeded';
      await desk.ways.update(handle, 'retryRefund', { by: MARIE });
      expect(await handle.result()).toMatchObject({ paymentStatus: 'REFUNDED' });
    });
  });

  it('Stripe that does not answer → the operator is told within the minute, and nothing changes', async () => {
    const placed = placedOrder();
    await desk.run(async () => {
      const { handle } = await placeOrder(desk.bench, placed);
      desk.bench.payments.fault('lookUpSession', ...Array.from({ length: 40 }, () => 'unknown' as const));
      const asked = await handle.startUpdate('recheckPayment', {
        args: [{ by: MARIE }],
        waitForStage: 'ACCEPTED',
      });
      await desk.bench.env.sleep(minutes(1));
      await expect(asked.result()).rejects.toMatchObject({ cause: { type: 'STRIPE_UNKNOWN' } });
      expect(desk.row(placed).state).toMatchObject({ paymentStatus: 'AWAITING', attention: [] });
      await handle.terminate();
    });
  });
});
