// Which build of the code a worker is, where builds are told apart, and what that means for the workflows it runs.
import type { WorkerOptions } from '@temporalio/worker';

type BuildOptions = Pick<WorkerOptions, 'workerDeploymentOptions'>;

export interface Build {
  readonly WORKER_BUILD_ID?: string | undefined;
  readonly WORKER_DEPLOYMENT: string;
}

/**
 * `PINNED`: a workflow ends with the build it began with. `AUTO_UPGRADE`: its next step is the current build's.
 * Said by the worker and not in the workflows' code: Temporal refuses every step of a worker without a build whose
 * workflow says it. @returns nothing without a build's name: then any worker takes any workflow.
 */
export const buildOptions = (env: Build, behavior: 'PINNED' | 'AUTO_UPGRADE'): BuildOptions =>
  env.WORKER_BUILD_ID === undefined
    ? {}
    : {
        workerDeploymentOptions: {
          version: { deploymentName: env.WORKER_DEPLOYMENT, buildId: env.WORKER_BUILD_ID },
          useWorkerVersioning: true,
          defaultVersioningBehavior: behavior,
        },
      };
