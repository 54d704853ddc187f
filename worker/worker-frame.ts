// What the workers of a process have in common: the way to Temporal, the workflow bundle, what stands around each activity.
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import type { WorkerEnv } from '../infra/env.ts';
import type { Temporal } from '../infra/temporal/connection.ts';
import type { Tracing } from '../infra/tracing/tracing.ts';
import { heartbeats } from './heartbeats.ts';
import { orderTrail } from './order-trail.ts';
import type { Build } from './worker-build.ts';
import { bundlePath } from './workflow-bundles.ts';

export interface WorkerGround {
  readonly env: Pick<WorkerEnv, 'WORKFLOW_BUNDLE' | 'PAYLOAD_KEYS'> & Build;
  readonly temporal: Temporal<NativeConnection>;
  readonly tracing: Tracing;
}

type Frame = Pick<
  WorkerOptions,
  'connection' | 'namespace' | 'dataConverter' | 'workflowBundle' | 'interceptors' | 'sinks'
>;

export function frameOf({ env, temporal, tracing: { activity, sinks } }: WorkerGround): Frame {
  const { connection, namespace, dataConverter } = temporal;
  const isEncrypting = isEncryptedBy(env);
  return {
    connection,
    namespace,
    dataConverter: isEncrypting ? withEncodedFailures(dataConverter) : dataConverter,
    workflowBundle: { codePath: bundlePath(env.WORKFLOW_BUNDLE, { isTraced: sinks !== null, isEncrypting }) },
    interceptors: { activity: [...activity, orderTrail, heartbeats] },
    ...(sinks === null ? {} : { sinks }),
  };
}

const isEncryptedBy = ({ PAYLOAD_KEYS: keys }: WorkerGround['env']): boolean =>
  keys !== undefined && keys.writing !== null;

/** Beside this file, compiled or not. */
const ENCODED_FAILURES = `../workflows/encoded-failures${extname(import.meta.url)}`;

/** What the bundle does with the errors of workflows, done with those of activities. */
export const withEncodedFailures = (dataConverter: DataConverter): DataConverter => ({
  ...dataConverter,
  failureConverterPath: fileURLToPath(new URL(ENCODED_FAILURES, import.meta.url)),
});
