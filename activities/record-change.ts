// Effect: one guarded write of an order's state with its timeline entries.
import { ApplicationFailure } from '@temporalio/common';
import type { FailureCode } from '../domain/failures.ts';
import { type OrderChange, type OrderStore, StaleWrite, WriteRefused } from '../domain/ports/order-store.ts';

/** Idempotent. A write that cannot succeed is named, so that an operator is called; it keeps being retried. */
export type RecordChange = (change: OrderChange) => Promise<void>;

export const recordChange =
  (orders: OrderStore): RecordChange =>
  async (change) => {
    try {
      await orders.record(change);
    } catch (error) {
      if (error instanceof StaleWrite) throw named('STALE_WRITE', error);
      if (error instanceof WriteRefused) throw named('WRITE_REFUSED', error);
      throw error;
    }
  };

const named = (type: FailureCode, cause: Error): ApplicationFailure =>
  ApplicationFailure.create({ type, message: cause.message, cause });
