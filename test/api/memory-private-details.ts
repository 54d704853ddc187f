// PrivateDetailsStore in memory.
import type { OrderId } from '../../domain/ids.ts';
import type { PrivateDetails, PrivateDetailsStore } from '../../domain/ports/private-details.ts';

export interface MemoryDetails extends PrivateDetailsStore {
  count(): number;
  /** How many orders each look was for. */
  readonly looks: readonly number[];
}

const NONE: PrivateDetails = { note: null, name: null, phone: null, email: null };

export function memoryDetails(): MemoryDetails {
  const kept = new Map<OrderId, { details: PrivateDetails; fingerprint: string }>();
  const messages = new Map<OrderId, string | null>();
  const looks: number[] = [];
  return {
    looks,
    count: () => kept.size,
    keep: async (orderId, details, fingerprint) => {
      const before = kept.get(orderId);
      if (before !== undefined) return before.fingerprint === fingerprint ? 'already_kept' : 'mismatch';
      kept.set(orderId, { details, fingerprint });
      return 'kept';
    },
    keepMessage: async (orderId, message) => void messages.set(orderId, message),
    messageOf: async (orderId) => messages.get(orderId) ?? null,
    detailsOf: async (orderId) => kept.get(orderId)?.details ?? null,
    ofOrders: async (orderIds) => {
      looks.push(orderIds.length);
      return new Map(
        orderIds.map((orderId) => {
          const details = kept.get(orderId)?.details ?? NONE;
          return [orderId, { ...details, message: messages.get(orderId) ?? null }];
        }),
      );
    },
    purgeOrphans: async () => 0,
  };
}
