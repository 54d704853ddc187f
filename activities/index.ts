// The activities of an order, bound to their ports: what a worker registers and a workflow may call.
import type { OrderStore } from '../domain/ports/order-store.ts';
import type { Payments } from '../domain/ports/payments.ts';
import { type CloseCheckout, closeCheckout } from './close-checkout.ts';
import { type LoadOrder, loadOrder } from './load-order.ts';
import { type LookUpCheckout, lookUpCheckout } from './look-up-checkout.ts';
import { type OpenCheckout, openCheckout } from './open-checkout.ts';
import { type PlaceOrder, placeOrder } from './place-order.ts';
import { type RecordChange, recordChange } from './record-change.ts';
import { type RefundPayment, refundPayment } from './refund-payment.ts';

export interface Ports {
  readonly orders: OrderStore;
  readonly payments: Payments;
}

export interface Activities {
  readonly placeOrder: PlaceOrder;
  readonly recordChange: RecordChange;
  readonly loadOrder: LoadOrder;
  readonly openCheckout: OpenCheckout;
  readonly closeCheckout: CloseCheckout;
  readonly lookUpCheckout: LookUpCheckout;
  readonly refundPayment: RefundPayment;
}

export function createActivities(ports: Ports): Activities {
  return {
    placeOrder: placeOrder(ports.orders),
    recordChange: recordChange(ports.orders),
    loadOrder: loadOrder(ports.orders),
    openCheckout: openCheckout(ports),
    closeCheckout: closeCheckout(ports.payments),
    lookUpCheckout: lookUpCheckout(ports.payments),
    refundPayment: refundPayment(ports.payments),
  };
}
