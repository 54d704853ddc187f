// GET …/stream: an order, or all orders of a shop, as they go on.
import { z } from 'zod';
import type { FeedEntry } from '../../domain/ports/order-feed.ts';
import type { TimelineKind } from '../../domain/timeline.ts';
import type { CallerRole } from '../auth/access.ts';
import { StreamEventBody } from '../orders/order-body.ts';
import { presentEntry } from '../orders/present-order.ts';
import { Refusal } from '../problem/refusal.ts';
import { endpoint } from '../routing/endpoint.ts';

/** As the header of the same name, for clients that open a stream anew and cannot set headers. */
const StreamQuery = z.strictObject({ lastEventId: z.string().optional() });

const DOCUMENTATION = {
  body: null,
  query: StreamQuery,
  answers: { 200: StreamEventBody },
  mediaType: 'text/event-stream',
  problems: [],
} as const;

export const streamOrder = endpoint('order-reader', {
  ...DOCUMENTATION,
  tag: 'Commandes',
  summary: 'Suivre une commande en direct, depuis son début',
  handle: async ({ parts, access: { caller, order, role }, query, header }) => {
    const position = positionOf(header('last-event-id') ?? query.lastEventId) ?? 0;
    const topic = { kind: 'order', orderId: order.orderId } as const;
    const present = (entry: FeedEntry): string => line(entry, role);
    return {
      kind: 'stream',
      open: (response) => parts.streams.open(response, { caller, topic, position, present }),
    };
  },
});

export const streamShop = endpoint('shop-member', {
  ...DOCUMENTATION,
  tag: 'Boucher',
  summary: 'Suivre en direct les commandes de la boutique',
  handle: async ({ parts, access: { caller, shopId, role }, query, header }) => {
    const position =
      positionOf(header('last-event-id') ?? query.lastEventId) ?? (await parts.feed.newestPosition(shopId));
    const topic = { kind: 'shop', shopId } as const;
    const present = (entry: FeedEntry): string | null =>
      BEFORE_THE_SHOP.includes(entry.kind) ? null : line(entry, role);
    return {
      kind: 'stream',
      open: (response) => parts.streams.open(response, { caller, topic, position, present }),
    };
  },
});

/** What happens before an order reaches its shop, or to one that never does. */
const BEFORE_THE_SHOP: readonly TimelineKind[] = [
  'PLACED',
  'CHECKOUT_OPENED',
  'PAYMENT_PROCESSING',
  'PAYMENT_ABANDONED',
];

function line(entry: FeedEntry, role: CallerRole): string {
  const event: z.input<typeof StreamEventBody> = {
    orderId: entry.orderId,
    ...presentEntry(entry, role),
  };
  return JSON.stringify(event);
}

const POSITION = /^\d{1,15}$/;

/** @returns null where a stream is opened for the first time. @throws Refusal */
function positionOf(lastEventId: string | undefined): number | null {
  if (lastEventId === undefined || lastEventId === '') return null;
  if (!POSITION.test(lastEventId))
    throw new Refusal('MALFORMED_REQUEST', {
      detail: 'Requête invalide : Last-Event-ID n’est pas une position de ce flux',
    });
  return Number(lastEventId);
}
