// The Checkout Session of an order, built from the frozen order only: the same key must always send the same words.
import type Stripe from 'stripe';
import type { OrderItem } from '../../domain/order-item.ts';
import type { CheckoutRequest } from '../../domain/ports/payments.ts';

export function checkoutParams(
  request: CheckoutRequest,
  appUrl: string,
): Stripe.Checkout.SessionCreateParams {
  const base = appUrl.replace(/\/+$/, '');
  const metadata = { orderId: request.orderId };
  return {
    mode: 'payment',
    // Takes the place of `payment_method_types` since API version 2026-10-28.
    allowed_payment_method_types: ['card'],
    locale: 'fr',
    line_items: request.items.map(lineItem),
    expires_at: Math.floor(request.expiresAt / 1_000),
    client_reference_id: request.orderId,
    metadata,
    payment_intent_data: { metadata },
    success_url: `${base}/commande/${request.orderId}/confirmation?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${base}/panier`,
    ...(request.email === null ? {} : { customer_email: request.email }),
  };
}

/** One line is one unit at the line's price: Stripe never multiplies, so nothing is rounded twice. */
function lineItem({ name, quantity, unit, price }: OrderItem): Stripe.Checkout.SessionCreateParams.LineItem {
  return {
    quantity: 1,
    price_data: {
      currency: price.currency.toLowerCase(),
      unit_amount: price.cents,
      product_data: { name, description: `${quantity}${unit}` },
    },
  };
}
