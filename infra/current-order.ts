// The order that the present work is about, so that each log line and span of it carries the order's id.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { OrderId } from '../domain/ids.ts';

const current = new AsyncLocalStorage<OrderId>();

/** @param orderId null when the work is about no order, or about many. */
export const aboutOrder = <T>(orderId: OrderId | null, work: () => T): T =>
  orderId === null ? work() : current.run(orderId, work);

export const currentOrder = (): OrderId | null => current.getStore() ?? null;
