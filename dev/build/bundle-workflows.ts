// Makes a workflow bundle of a kind: for the build, and for tests that need none of the rest.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleWorkflowCode, type Logger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { BundleKind } from '../../worker/workflow-bundles.ts';

/** Temporal's interceptors for OpenTelemetry, as they run within a workflow. */
const TRACING_WORKFLOWS = createRequire(import.meta.url).resolve(
  '@temporalio/interceptors-opentelemetry/lib/workflow-interceptors',
);

export interface BundleOrder {
  readonly kind: BundleKind;
  /** Of the checkout. */
  readonly root: string;
  readonly logger: Logger;
}

export function bundleWorkflows({ kind, root, logger }: BundleOrder): Promise<WorkflowBundleWithSourceMap> {
  const failures = { failureConverterPath: join(root, 'workflows/encoded-failures.ts') };
  const workflowsPath = join(root, 'workflows/index.ts');
  return bundleWorkflowCode({
    workflowsPath,
    // Run once for all orders of a worker, not once for each: they keep nothing that changes (test/house/).
    preloadModules: [join(root, 'workflows/stack-depth.ts'), workflowsPath],
    workflowInterceptorModules: kind.isTraced ? [TRACING_WORKFLOWS] : [],
    ...(kind.isEncrypting ? failures : {}),
    logger,
  });
}
