// Every activity tells Temporal that it is alive, so that a killed worker is noticed long before its calls time out;
// and lets go of the worker when that shuts down: what it had begun is looked up by the next attempt.
import type { Context } from '@temporalio/activity';
import type { ActivityInterceptors } from '@temporalio/worker';
import { seconds } from '../domain/time.ts';

/** A third of the workflow's `HEARTBEAT_TIMEOUT`: two may be lost. */
const INTERVAL = seconds(3);

export const heartbeats = (context: Context): ActivityInterceptors => ({
  inbound: {
    async execute(input, next) {
      if (context.info.isLocal) return next(input);
      const timer = setInterval(() => context.heartbeat(), INTERVAL);
      try {
        return await Promise.race([next(input), context.cancelled]);
      } finally {
        clearInterval(timer);
      }
    },
  },
});
