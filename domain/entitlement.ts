// Who may make each thing happen. Facts come from Stripe or the system; decisions from people.
import { type Actor, type ActorRole, roleOf } from './actor.ts';
import type { OrderEvent, OrderEventType } from './order-event.ts';
import type { OrderStatus } from './order-status.ts';

const FACT: readonly ActorRole[] = ['stripe', 'system'];
const SHOP: readonly ActorRole[] = ['butcher', 'operator'];
const ANYONE: readonly ActorRole[] = ['customer', 'butcher', 'operator', 'system', 'stripe'];

export const ENTITLED: Readonly<Record<OrderEventType, readonly ActorRole[]>> = {
  CHECKOUT_OPENED: ['system'],
  PAYMENT_PROCESSING: FACT,
  PAYMENT_CONFIRMED: FACT,
  PAYMENT_ABANDONED: FACT,
  PAYMENT_MISMATCH: FACT,
  BUTCHER_ALERTED: ['system'],
  BUTCHER_REMINDED: ['system'],
  ACCEPTED: SHOP,
  REJECTED: ['butcher', 'operator', 'system'],
  CANCELLED: ['customer', 'butcher', 'operator'],
  READY: SHOP,
  COLLECTED: SHOP,
  NO_SHOW: ['butcher', 'operator', 'system'],
  REFUND_REQUESTED: ['system', 'operator'],
  REFUND_PENDING: FACT,
  REFUND_SUCCEEDED: FACT,
  REFUND_FAILED: FACT,
  DISPUTE_OPENED: FACT,
  DISPUTE_CLOSED: FACT,
  ATTENTION_RAISED: ['system'],
  ATTENTION_CLEARED: ['system'],
  ACKNOWLEDGED: ['operator'],
  DECISION_EXTENDED: ['operator'],
  PAYMENT_CHECKED: ['operator'],
  RESUMED: ['system'],
  MESSAGE_REFUSED: ANYONE,
};

/** A customer cancels only what the butcher has not decided; the butcher only what they accepted. */
export function isEntitled(status: OrderStatus, event: OrderEvent): boolean {
  if (!hasRole(event.type, event.by)) return false;
  if (event.type !== 'CANCELLED') return true;
  const role = roleOf(event.by);
  if (role === 'customer') return status !== 'ACCEPTED' && status !== 'READY';
  return role === 'operator' || status !== 'PENDING';
}

function hasRole(type: OrderEventType, who: Actor): boolean {
  return ENTITLED[type].includes(roleOf(who));
}
