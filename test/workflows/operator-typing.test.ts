// What is typed wrong in the Temporal UI or CLI: the update says what to send instead, the signal is noted and does nothing.
import { describe, expect, it } from 'vitest';
import type * as messages from '../../workflows/messages.ts';
import { counterOrder, deskForEachTest, MARIE, type OperatorDesk } from '../support/operator-ways.ts';
import { BUTCHER, placeOrder } from '../support/order-scenario.ts';

let desk: OperatorDesk;
deskForEachTest((fresh) => {
  desk = fresh;
});

describe('what is typed wrong', () => {
  const WRONG: readonly [messages.DecisionName, unknown][] = [
    ['accept', undefined],
    ['accept', null],
    ['accept', 'operator'],
    ['accept', {}],
    ['accept', { by: '' }],
    ['accept', { by: 'operator:' }],
    ['accept', { by: 'operator:marie dupont' }],
    ['accept', { by: 'operators:marie' }],
    ['accept', { by: 'system' }],
    ['accept', { by: 'system:marie' }],
    ['accept', { by: 'stripe' }],
    ['accept', { by: ['operator'] }],
    ['reject', { by: MARIE, reason: 'NO_ANSWER' }],
    ['cancel', { by: MARIE, reason: 'because' }],
    ['retryRefund', { by: 'butcher:user_b' }],
    ['extendDecision', { by: MARIE }],
    ['extendDecision', { by: MARIE, minutes: '30' }],
    ['extendDecision', { by: MARIE, minutes: 1.5 }],
    ['extendDecision', { by: MARIE, minutes: -5 }],
    ['extendDecision', { by: MARIE, minutes: 5, until: '2030-01-01T00:00:00Z' }],
    ['extendDecision', { by: MARIE, until: '2030-01-01T00:00:00' }],
    ['extendDecision', { by: 'butcher:user_b', minutes: 5 }],
    ['acknowledge', { by: MARIE, code: 'ALL' }],
    ['acknowledge', { by: 'customer:user_c', code: 'DISPUTED' }],
    ['recheckPayment', { by: 'customer:user_c' }],
  ];

  it('says what to send instead, as an update; is noted and does nothing, as a signal', async () => {
    const placed = counterOrder();
    await desk.run(async () => {
      const { handle } = await placeOrder(desk.bench, placed);
      const { decisionDeadline } = desk.row(placed).state;
      for (const [name, sent] of WRONG) {
        const what = `${name} ${JSON.stringify(sent)}`;
        const error: unknown = await desk.ways.update(handle, name, sent).catch((caught: unknown) => caught);
        expect(error, what).toMatchObject({ cause: { type: 'MALFORMED_REQUEST' } });
        expect(String((error as Error).cause), what).toMatch(/Envoyez \{"by":"operator:marie".*\} \(.+\)/);
        await desk.ways.signal(handle, name, sent);
        expect(desk.lastEntry(placed), what).toMatchObject({
          kind: 'MESSAGE_REFUSED',
          data: { message: name, code: 'MALFORMED_REQUEST' },
        });
      }
      expect(desk.row(placed).state).toMatchObject({ status: 'PENDING', decisionDeadline });
      await handle.terminate();
    });
  });

  it('nobody but operators decides by signal: who sends it cannot be known', async () => {
    const placed = counterOrder();
    await desk.run(async () => {
      const { handle } = await placeOrder(desk.bench, placed);
      for (const by of [BUTCHER, 'customer:user_marie']) {
        await desk.ways.signal(handle, 'cancel', { by, reason: 'OTHER' });
        expect(desk.lastEntry(placed)).toMatchObject({
          actor: 'system',
          data: { code: 'MALFORMED_REQUEST' },
        });
      }
      expect(desk.row(placed).state.status).toBe('PENDING');
      await handle.terminate();
    });
  });
});
