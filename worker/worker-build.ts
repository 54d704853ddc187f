// Which build of the code a worker is, where builds are told apart, and what that means for the workflows it runs.
import { type Client, isGrpcServiceError } from '@temporalio/client';
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

/** @returns what to tell the operator when new orders go elsewhere; null when they come here, or nobody can tell now. */
export async function describeIdleBuild(client: Client, env: Routed): Promise<string | null> {
  const { WORKER_BUILD_ID: build, WORKER_DEPLOYMENT: name } = env;
  if (build === undefined) return null;
  const current = await currentBuild(client, env).catch(() => build);
  if (current === build) return null;
  const command = `temporal worker deployment set-current-version --deployment-name ${name} --build-id ${build}`;
  return `build ${build} gets no new orders, the current one is ${current ?? 'none'}: ${command}`;
}

/** @returns null where none is. @throws when Temporal does not say. */
async function currentBuild({ workflowService }: Client, env: Routed): Promise<string | null> {
  const { WORKER_DEPLOYMENT: deploymentName, TEMPORAL_NAMESPACE: namespace } = env;
  try {
    const { workerDeploymentInfo } = await workflowService.describeWorkerDeployment({
      namespace,
      deploymentName,
    });
    return workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId ?? null;
  } catch (error) {
    // The first worker of all: Temporal hears of the deployment from its polls.
    if (isGrpcServiceError(error) && error.code === NOT_FOUND) return null;
    throw error;
  }
}

interface Routed extends Build {
  readonly TEMPORAL_NAMESPACE: string;
}

const NOT_FOUND = 5;
