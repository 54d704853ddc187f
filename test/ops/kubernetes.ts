// The Kubernetes manifests as Kustomize builds them, and the parts of them that have to agree with the code.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../../dev/build/build.ts';

export const EXAMPLES = ['settings', 'jobs', 'worker-2026-11-26-1', 'api'] as const;
const KUSTOMIZE = 'sigs.k8s.io/kustomize/kustomize/v5@v5.7.1';

const Resource = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
export type Resource = z.infer<typeof Resource>;

/** @param folder below the root. @throws with what Kustomize said. */
export function build(folder: string): Resource[] {
  const { status, stdout, stderr } = spawnSync('go', ['run', KUSTOMIZE, 'build', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`kustomize build ${folder} failed:\n${stderr}`);
  return parseAllDocuments(stdout).map((document) => Resource.parse(document.toJS()));
}

export const buildExamples = (): Resource[] =>
  EXAMPLES.flatMap((name) => build(join('ops/kubernetes/example', name)));

const Probe = z.looseObject({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const Amounts = z.strictObject({ cpu: z.string(), memory: z.string() });
const Container = z.looseObject({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
  envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })).default([]),
  resources: z.strictObject({ limits: Amounts, requests: Amounts }),
  startupProbe: Probe.optional(),
  livenessProbe: Probe.optional(),
  readinessProbe: Probe.optional(),
});
export type Container = z.infer<typeof Container>;
const PodSpec = z.looseObject({
  containers: z.tuple([Container]),
  terminationGracePeriodSeconds: z.number().optional(),
});
const Workload = z.looseObject({
  kind: z.enum(['Deployment', 'Job']),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    template: z.looseObject({
      metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
      spec: PodSpec,
    }),
  }),
});

export interface Program {
  readonly name: string;
  readonly kind: 'Deployment' | 'Job';
  readonly labels: Readonly<Record<string, string>>;
  readonly pod: z.infer<typeof PodSpec>;
  readonly container: Container;
}

/** Everything that runs our image. */
export const programsOf = (resources: readonly Resource[]): Program[] =>
  resources
    .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
    .map((resource) => Workload.parse(resource))
    .map(({ kind, metadata, spec: { template } }) => ({
      kind,
      name: metadata.name,
      labels: template.metadata.labels,
      pod: template.spec,
      container: template.spec.containers[0],
    }));

const ConfigMap = z.looseObject({ data: z.record(z.string(), z.string()) });

/** The variables of a container, with a made-up value for each secret it must have; those it may have are left out. */
export function environmentOf(
  { env, envFrom }: Container,
  resources: readonly Resource[],
): Record<string, string> {
  const maps = envFrom.map(({ configMapRef: { name } }) => {
    const map = resources.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
    if (map === undefined) throw new Error(`there is no ConfigMap ${name}`);
    return ConfigMap.parse(map).data;
  });
  const own = env.flatMap((entry) => {
    const { name, value } = entry;
    if (value !== undefined) return [[name, value] as const];
    const { key, optional } = SecretReference.parse(entry).valueFrom.secretKeyRef;
    return optional ? [] : [[name, SECRETS[key] ?? ''] as const];
  });
  return Object.assign({}, ...maps, Object.fromEntries(own)) as Record<string, string>;
}

const SecretReference = z.object({
  name: z.string(),
  valueFrom: z.object({
    secretKeyRef: z.object({
      name: z.literal('secrets'),
      key: z.string(),
      optional: z.boolean().default(false),
    }),
  }),
});

/** As docs/kubernetes.md has them made. */
const SECRETS: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgresql://orders:x@postgres:5432/orders',
  STRIPE_SECRET_KEY: 'sk_live_x',
  STRIPE_WEBHOOK_SECRET: 'whsec_x',
};
