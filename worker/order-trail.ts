// Whatever an order's activity logs, calls or traces carries the order's id.
import { trace } from '@opentelemetry/api';
import type { Context } from '@temporalio/activity';
import type { ActivityInterceptors } from '@temporalio/worker';
import { orderIdIn } from '../domain/identity.ts';
import { aboutOrder } from '../infra/current-order.ts';

export const orderTrail = ({ info }: Context): ActivityInterceptors => ({
  inbound: {
    execute(input, next) {
      const orderId = orderIdIn(info.workflowExecution?.workflowId ?? '');
      if (orderId !== null) trace.getActiveSpan()?.setAttribute('order.id', orderId);
      return aboutOrder(orderId, () => next(input));
    },
  },
});
