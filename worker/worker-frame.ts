// What the workers of a process have in common: what stands around each activity, and which workflow bundle they run.
import type { WorkerOptions } from '@temporalio/worker';
import type { Tracing } from '../infra/tracing/tracing.ts';
import { heartbeats } from './heartbeats.ts';
import { orderTrail } from './order-trail.ts';

export const frameOf = ({ activity, sinks }: Tracing): Pick<WorkerOptions, 'interceptors' | 'sinks'> => ({
  interceptors: { activity: [...activity, orderTrail, heartbeats] },
  ...(sinks === null ? {} : { sinks }),
});

/** Workflows that trace are a bundle of their own, so that the others carry nothing of it; either replays the other's histories. */
export const bundlePath = (path: string, { sinks }: Tracing): string =>
  sinks === null ? path : path.replace(/(\.js)?$/, '-traced.js');
