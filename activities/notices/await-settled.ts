// Effect: looks whether the order is deciding at this moment: an entry just written may yet be decided anew (ADR 11).
import { ApplicationFailure } from '@temporalio/common';
import type { FailureCode } from '../../domain/failures.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { NoticePorts } from './ports.ts';

/** @throws ApplicationFailure `ORDER_DECIDING`: ask again. */
export type AwaitSettled = (orderId: OrderId) => Promise<void>;

const DECIDING: FailureCode = 'ORDER_DECIDING';

export const awaitSettled =
  ({ rest }: Pick<NoticePorts, 'rest'>): AwaitSettled =>
  async (orderId) => {
    if (!(await rest.isDeciding(orderId))) return;
    throw ApplicationFailure.create({ type: DECIDING, message: `order ${orderId} is deciding` });
  };
