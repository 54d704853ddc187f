// For each effect, the life of an order that comes to it: what leads there, what makes it happen, what follows.

import type { Effect } from '../../dev/failpoints/failpoint.ts';
import { aftercareWorkflowId, orderWorkflowId } from '../../domain/identity.ts';
import { CARDS } from '../support/hosted-page.ts';
import { pay } from './at-the-page.ts';
import type { Cast } from './cast.ts';
import {
  dispute,
  type End,
  handOver,
  has,
  isPaid,
  orderOfKey,
  paidOrder,
  SHOP,
  sessionOf,
  WISH,
  winDispute,
} from './steps.ts';

export interface Walk {
  readonly orderId: string;
  /** Which workflow runs the effect. */
  readonly workflowId: string;
  /** Brings the order to just before the effect. */
  readonly before: () => Promise<unknown>;
  /** Makes the effect happen; resolves once everybody has their answer. */
  readonly at: () => Promise<unknown>;
  /** Leads the order to its end. */
  readonly after: () => Promise<unknown>;
  readonly end: End;
}

type Steps = Pick<Walk, 'before' | 'at' | 'after' | 'end'>;
interface Walker extends Cast {
  readonly key: string;
  readonly orderId: string;
}

const COLLECTED = { status: 'COLLECTED', paymentStatus: 'PAID' };
const nothing = (): Promise<void> => Promise.resolve();

/** The customer gets a page, pays, and fetches the meat: for the effects that placing an order runs. */
const placing = (cast: Walker): Steps => ({
  before: nothing,
  at: () => cast.customer.checkout(WISH, cast.key),
  after: async () => handOver(cast, await paidOrder(cast, cast.key)),
  end: COLLECTED,
});

const STEPS: Readonly<Record<Effect, (cast: Walker) => Steps>> = {
  placeOrder: placing,
  openCheckout: placing,
  recordChange: (cast) => ({
    before: () => paidOrder(cast, cast.key),
    at: () => cast.butcherOf(SHOP).decide(cast.orderId, 'accept'),
    after: () => handOver(cast, cast.orderId, 'ready'),
    end: COLLECTED,
  }),
  closeCheckout: (cast) => ({
    before: () => cast.customer.checkout(WISH, cast.key),
    at: () => cast.customer.decide(cast.orderId, 'cancel'),
    after: nothing,
    end: { status: 'CANCELLED', paymentStatus: 'ABANDONED' },
  }),
  // The customer is back from the page before Stripe's word has come: look-up and webhook tell the same.
  lookUpCheckout: (cast) => ({
    before: () => cast.customer.checkout(WISH, cast.key),
    at: async () => {
      const page = await cast.customer.checkout(WISH, cast.key);
      await cast.customer.checkPayment(cast.orderId, sessionOf(page));
      await pay(page.url, CARDS.ok);
    },
    after: async () => {
      await cast.customer.waitFor(cast.orderId, isPaid);
      await handOver(cast, cast.orderId);
    },
    end: COLLECTED,
  }),
  refundPayment: (cast) => ({
    before: () => paidOrder(cast, cast.key),
    at: () => cast.butcherOf(SHOP).decide(cast.orderId, 'reject', { reason: 'OUT_OF_STOCK' }),
    after: nothing,
    end: { status: 'REJECTED', paymentStatus: 'REFUNDED' },
  }),
  loadOrder: (cast) => ({
    before: async () => handOver(cast, await paidOrder(cast, cast.key)),
    at: () => dispute(cast, cast.orderId),
    after: async () => {
      await cast.customer.waitFor(cast.orderId, has({ paymentStatus: 'DISPUTED' }));
      await winDispute(cast, cast.orderId);
    },
    end: COLLECTED,
  }),
};

/** @param key the order's `Idempotency-Key`, which names it before it exists. */
export function walkTo(effect: Effect, cast: Cast, key: string): Walk {
  const orderId = orderOfKey(key);
  const workflowId = effect === 'loadOrder' ? aftercareWorkflowId(orderId) : orderWorkflowId(orderId);
  return { orderId, workflowId, ...STEPS[effect]({ ...cast, key, orderId }) };
}
