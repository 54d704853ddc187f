// What came of a decision: done, overtaken by somebody else's, or not known; in words for whoever tapped.
import type { Order } from '../../api/bodies.ts';
import type { Decision } from '../../api/endpoints.ts';
import type { Texts } from '../../texts/fr.ts';

export type DecisionKind = Decision['kind'];

export type Outcome =
  | { readonly kind: 'done'; readonly decision: DecisionKind; readonly order: Order }
  /** Somebody else, or the clock, was faster. */
  | { readonly kind: 'overtaken'; readonly order: Order }
  /** It did not arrive: everything is as it was. */
  | { readonly kind: 'not-arrived'; readonly order: Order }
  /** Nobody answers: it may have arrived. */
  | { readonly kind: 'unknown'; readonly order: Order }
  | { readonly kind: 'failed'; readonly order: Order; readonly error: unknown };

const LEADS_TO: Readonly<Record<DecisionKind, Order['status']>> = {
  accept: 'ACCEPTED',
  reject: 'REJECTED',
  ready: 'READY',
  collect: 'COLLECTED',
  'no-show': 'NO_SHOW',
  cancel: 'CANCELLED',
};

const POSSIBLE_IN: Readonly<Record<DecisionKind, readonly Order['status'][]>> = {
  accept: ['PENDING'],
  reject: ['PENDING'],
  ready: ['ACCEPTED'],
  collect: ['READY'],
  'no-show': ['READY'],
  cancel: ['ACCEPTED', 'READY'],
};

export const isStillPossible = (decision: DecisionKind, { status }: Order): boolean =>
  POSSIBLE_IN[decision].includes(status);

/** After a refusal or a lost answer. @param order as it was read since. */
export function judge(decision: DecisionKind, order: Order): Outcome {
  if (order.status === LEADS_TO[decision]) return { kind: 'done', decision, order };
  return { kind: isStillPossible(decision, order) ? 'not-arrived' : 'overtaken', order };
}

/** Who was faster, as far as one can tell. */
export function overtakenWords(order: Order, { console: { overtaken } }: Pick<Texts, 'console'>): string {
  switch (order.status) {
    case 'REJECTED':
      return order.rejectionReason === 'NO_ANSWER' ? overtaken.NO_ANSWER : overtaken.REJECTED;
    case 'CANCELLED':
      return order.rejectionReason === 'CUSTOMER_REQUEST' ? overtaken.BY_CUSTOMER : overtaken.CANCELLED;
    default:
      return overtaken[order.status];
  }
}
