// Sends one decision, and finds out what came of it: whatever the answer was, or was not, the order itself says it.
import type { Order } from '../../api/bodies.ts';
import type { Decision } from '../../api/endpoints.ts';
import { isPassing, statusOf } from '../../api/failure.ts';
import { judge, type Outcome } from './outcome.ts';

interface Readers {
  readonly readOrder: (orderId: string) => Promise<Order>;
  readonly decide: (orderId: string, decision: Decision) => Promise<Order>;
}

export async function carryOut(readers: Readers, order: Order, decision: Decision): Promise<Outcome> {
  try {
    return { kind: 'done', decision: decision.kind, order: await readers.decide(order.id, decision) };
  } catch (error) {
    const isTooLate = statusOf(error) === 409;
    if (!isTooLate && !isPassing(error)) return { kind: 'failed', order, error };
    try {
      const judged = judge(decision.kind, await readers.readOrder(order.id));
      // Refused although it is still possible: the API's own sentence says why.
      return isTooLate && judged.kind === 'not-arrived'
        ? { kind: 'failed', order: judged.order, error }
        : judged;
    } catch {
      return { kind: 'unknown', order };
    }
  }
}
