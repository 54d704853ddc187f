// Whether a resource is what Kubernetes' API, KEDA and the Prometheus operator take. Their published schemas let pass what
// they do not know, as the API server drops it in silence: so the types, which do not, are asked too.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../dev/build/build.ts';
import { runCommand } from '../../dev/tools/run-command.ts';
import type { Resource } from './kubernetes.ts';

/** Where the models of an API group are; what is not here is in `kubernetes-models/<group>`. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'keda.sh/v1alpha1': '@kubernetes-models/keda/keda.sh/v1alpha1',
  'monitoring.coreos.com/v1': '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1',
};

const modelsOf = (apiVersion: string): string => ELSEWHERE[apiVersion] ?? `kubernetes-models/${apiVersion}`;

interface Model {
  new (data: Resource): { validate(): void };
}

/** Required fields, kinds of values, formats. @throws with the path of what is wrong. */
export async function checkBySchema(resource: Resource): Promise<void> {
  const { apiVersion, kind } = resource;
  // Such a module exports a class for each kind.
  const models = (await import(modelsOf(apiVersion))) as Record<string, Model | undefined>;
  const model = models[kind];
  if (model === undefined) throw new Error(`${apiVersion} has no ${kind}`);
  new model(resource).validate();
}

/** Unknown fields, of all of them at once. @returns what the compiler says, a line each. */
export async function fieldsNobodyKnows(resources: readonly Resource[]): Promise<string[]> {
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache/manifests-'));
  const said: string[] = [];
  try {
    await writeFile(join(folder, 'manifests.ts'), resources.map(asTypeScript).join('\n'));
    const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023'];
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const code = await runCommand(tsc, [...flags, '--ignoreConfig', join(folder, 'manifests.ts')], {
      cwd: ROOT,
      onLine: (line) => said.push(line),
    });
    if (code !== 0 && said.length === 0) said.push(`tsc ended with ${code}`);
    return said;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const asTypeScript = (resource: Resource, index: number): string =>
  `import type { I${resource.kind} as I${index} } from '${modelsOf(resource.apiVersion)}';
export const r${index}: I${index} = ${JSON.stringify(resource, null, 1)};`;
