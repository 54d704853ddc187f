// Effect: one guarded write of an order's state with its timeline entries.
import { ApplicationFailure } from '@temporalio/common';
import { type OrderChange, type OrderStore, StaleWrite } from '../domain/ports/order-store.ts';

/** Idempotent. A stale write is a bug to look at, so it is named; it keeps being retried and stays visible. */
export type RecordChange = (change: OrderChange) => Promise<void>;

export const recordChange =
  (orders: OrderStore): RecordChange =>
  async (change) => {
    try {
      await orders.record(change);
    } catch (error) {
      if (!(error instanceof StaleWrite)) throw error;
      throw ApplicationFailure.create({ type: 'STALE_WRITE', message: error.message, cause: error });
    }
  };
