// The state of the money in words: customer, butcher and operator each read the truth, and nobody reads it too early.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OrderBody } from '../../api/orders/order-body.ts';
import { paymentWords } from '../../api/orders/payment-words.ts';
import { actor, STRIPE, SYSTEM } from '../../domain/actor.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import { ORDER_STATUSES, PAYMENT_STATUSES, type PaymentStatus } from '../../domain/order-status.ts';
import { firstOrder, openWorld, type World } from './api-world.ts';
import { BASKET, read, send } from './callers.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const ROLES = ['customer', 'butcher', 'operator'] as const;
/** "Remboursement effectué", "remboursée": the words for what is done. */
const CLAIM = /rembours(é|ée)s?(?!\p{L})|remboursement effectué/iu;
const everyCase = ORDER_STATUSES.flatMap((status) =>
  PAYMENT_STATUSES.flatMap((paymentStatus) => ROLES.map((role) => ({ status, paymentStatus, role }))),
);

describe('words for the money', () => {
  it.each(everyCase)(
    '$status, $paymentStatus, for the $role → claim a refund only when it is done',
    (one) => {
      const words = paymentWords(one, one.role);
      expect(words.length).toBeGreaterThan(3);
      expect(CLAIM.test(words)).toBe(one.paymentStatus === 'REFUNDED');
      expect(words).not.toMatch(/['.]$|[A-Z]{3,}_/);
    },
  );

  it('an order for the counter that is refused → nobody is told to pay', () => {
    const refused = { status: 'REJECTED', paymentStatus: 'DUE_AT_PICKUP' } as const;
    expect(ROLES.map((role) => paymentWords(refused, role).slice(0, 6))).toEqual(ROLES.map(() => 'Rien à'));
  });

  it.each(ROLES)('two states of the money → never the same words for the %s', (role) => {
    const words = PAYMENT_STATUSES.map((paymentStatus) =>
      paymentWords({ status: 'CANCELLED', paymentStatus }, role),
    );
    expect(new Set(words).size).toBe(words.length);
  });
});

const PAID: OrderEvent = { type: 'PAYMENT_CONFIRMED', by: STRIPE, paymentIntentId: 'pi_1' };
const REFUSED: OrderEvent = { type: 'REJECTED', by: actor('butcher', 'user_boucher'), reason: 'CLOSED' };
const ASKED: OrderEvent = { type: 'REFUND_REQUESTED', by: SYSTEM, generation: 1 };
const refundId = 're_1';

/** The life of a refund: each step, and what each person reads after it. */
const LIFE: readonly [
  step: OrderEvent,
  state: PaymentStatus,
  customer: string,
  butcher: string,
  operator: string,
][] = [
  [
    ASKED,
    'REFUND_PENDING',
    'Remboursement en cours',
    'Remboursement du client en cours',
    'Remboursement en cours : attend la réponse de Stripe',
  ],
  [
    { type: 'REFUND_FAILED', by: STRIPE, refundId, reason: 'lost_or_stolen_card' },
    'REFUND_FAILED',
    'Remboursement échoué : la boutique vous contacte',
    'Remboursement du client échoué : contactez-le, Klik&Go s’occupe du reste',
    'Remboursement en échec : voir Stripe, puis le relancer (retryRefund)',
  ],
  [
    { ...ASKED, by: actor('operator'), generation: 2 },
    'REFUND_PENDING',
    'Remboursement en cours',
    'Remboursement du client en cours',
    'Remboursement en cours : attend la réponse de Stripe',
  ],
  [
    { type: 'REFUND_SUCCEEDED', by: STRIPE, refundId: 're_2' },
    'REFUNDED',
    'Remboursement effectué',
    'Client remboursé',
    'Remboursée en totalité, selon Stripe',
  ],
  [
    { type: 'DISPUTE_OPENED', by: STRIPE, disputeId: 'dp_1' },
    'DISPUTED',
    'Paiement contesté auprès de votre banque : c’est elle qui décide',
    'Paiement contesté par le client auprès de sa banque',
    'Paiement contesté : répondre chez Stripe ; aucun remboursement ne part',
  ],
];

describe('an order whose refund fails, is made again, and is disputed', () => {
  it('at each step → each person reads where it stands', async () => {
    await send(world, 'marie', ['POST /api/checkout', { body: BASKET }]);
    const orderId = firstOrder(world);
    const readAs = async (who: 'marie' | 'martin' | 'operator') =>
      (await read(await send(world, who, [`GET /api/orders/${orderId}`]), 200, OrderBody)).paymentWords;
    world.commands.happen(orderId, PAID);
    world.commands.happen(orderId, REFUSED);
    for (const [step, state, customer, butcher, operator] of LIFE) {
      world.commands.happen(orderId, step);
      const order = await read(await send(world, 'operator', [`GET /api/orders/${orderId}`]), 200, OrderBody);
      expect(order.paymentStatus).toBe(state);
      expect([await readAs('marie'), await readAs('martin'), await readAs('operator')]).toEqual([
        customer,
        butcher,
        operator,
      ]);
    }
  });
});
