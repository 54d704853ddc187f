// Session parameters as the order service sends them.
import type Stripe from 'stripe';

/** One order of 12.45 € unless `cents` says otherwise. */
export function checkoutParams(
  orderId: string,
  changes: Partial<Stripe.Checkout.SessionCreateParams> = {},
  cents = 1245,
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    allowed_payment_method_types: ['card'],
    line_items: [
      {
        price_data: {
          currency: 'eur',
          product_data: { name: 'Côte de bœuf', description: '500g' },
          unit_amount: cents,
        },
        quantity: 1,
      },
    ],
    locale: 'fr',
    customer_email: 'marie@example.fr',
    client_reference_id: orderId,
    metadata: { orderId },
    payment_intent_data: { metadata: { orderId } },
    success_url: `https://shop.test/commande/${orderId}/confirmation?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: 'https://shop.test/panier',
    ...changes,
  };
}
