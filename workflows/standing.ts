// What a decision answers: where the order stands.
import type { Standing } from './messages.ts';
import type { OrderRun } from './order-run.ts';

export function standing({ state }: OrderRun): Standing {
  return { status: state.status, paymentStatus: state.paymentStatus, version: state.version };
}
