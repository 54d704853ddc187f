// The pages Stripe sends customers back to; bare ones, that never claim more than is recorded.
import { z } from 'zod';
import { parseOrderId } from '../../domain/ids.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import type { Caller } from '../auth/access.ts';
import { readerAccess } from '../auth/order-access.ts';
import { nudge } from '../orders/payment-check-endpoint.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import type { Answer } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';
import { page } from './html.ts';
import { describeOrder } from './order-words.ts';

const html = (title: string, paragraphs: readonly string[]): Answer => ({
  kind: 'html',
  html: page(title, paragraphs),
});

const NEUTRAL = html('Merci', ['Merci, votre paiement est en cours de vérification.']);

/** Whoever is not known to be allowed to see the order reads the same sentence, whether it exists or not. */
export const showConfirmation = endpoint('visitor', {
  tag: null,
  summary: 'De retour de la page de paiement',
  body: null,
  query: z.object({ session_id: z.string().optional().catch(undefined) }),
  answers: {},
  problems: [],
  handle: async ({ parts, access: caller, query, param }) => {
    const orderId = parseOrderId(param('orderId'));
    const order = orderId === null ? null : await parts.orders.byId(orderId);
    if (order === null) return NEUTRAL;
    if (query.session_id === order.stripeSessionId) await nudgeQuietly(parts, order);
    if (caller === null || !(await maySee(parts, caller, order))) return NEUTRAL;
    return html('Votre commande', describeOrder(order));
  },
});

export const showBasket = endpoint('public', {
  tag: null,
  summary: 'La page de paiement a été quittée',
  body: null,
  query: null,
  answers: {},
  problems: [],
  handle: async () => html('Panier', ['Le paiement n’a pas été fait. Votre panier vous attend.']),
});

async function maySee(parts: ApiParts, caller: Caller, order: OrderView): Promise<boolean> {
  try {
    await readerAccess(parts, caller, order);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** The page is shown all the same: the order looks its session up at its deadline anyway. */
async function nudgeQuietly(parts: ApiParts, order: OrderView): Promise<void> {
  try {
    await nudge(parts, order);
  } catch (error) {
    parts.log.warn({ err: error, orderId: order.orderId }, 'payment check could not be asked for');
  }
}
