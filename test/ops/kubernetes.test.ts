// ops/kubernetes: valid by the schemas of Kubernetes, KEDA and the Prometheus operator, and true of this code.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROUTES } from '../../api/route-table.ts';
import { ROOT } from '../../dev/build/build.ts';
import { ORDERS_TASK_QUEUE } from '../../domain/identity.ts';
import {
  ENV_NAMES,
  readApiEnv,
  readMigrateEnv,
  readSetupTemporalEnv,
  readWorkerEnv,
} from '../../infra/env.ts';
import {
  buildExamples,
  type Container,
  EXAMPLES,
  environmentOf,
  type Program,
  programsOf,
  type Resource,
} from './kubernetes.ts';
import { checkBySchema, fieldsNobodyKnows } from './kubernetes-schemas.ts';

const isSkipped = spawnSync('go', ['version']).status !== 0 && process.env.CI === undefined;
if (isSkipped) console.warn('SKIPPED: the Kubernetes manifests are not built, for want of Go.');

const MANIFESTS = join(ROOT, 'ops/kubernetes');
const READERS: Readonly<Record<string, (env: Record<string, string>) => unknown>> = {
  'dist/api/main.js': readApiEnv,
  'dist/worker/main.js': readWorkerEnv,
  'dist/infra/migrate/main.js': readMigrateEnv,
  'dist/infra/setup/temporal.js': readSetupTemporalEnv,
};
const BUILD_LABEL = 'app.kubernetes.io/version';

let resources: Resource[] = [];
let programs: Program[] = [];
beforeAll(() => {
  if (isSkipped) return;
  resources = buildExamples();
  programs = programsOf(resources);
}, 600_000);

const named = (kind: string, name: RegExp): Resource => {
  const [found, ...more] = resources.filter((one) => one.kind === kind && name.test(one.metadata.name));
  if (found === undefined || more.length > 0) throw new Error(`expected one ${kind} ${name}`);
  return found;
};
const program = (name: RegExp): Program => {
  const found = programs.find((one) => name.test(one.name));
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};
const settingsOf = ({ container }: Program): Record<string, string> => environmentOf(container, resources);

const Fields = z.record(z.string(), z.unknown());
/** A copy with another specification. */
function planted(kind: string, change: Record<string, unknown>): Resource {
  const original = named(kind, /^(api|worker)/);
  return { ...original, spec: { ...Fields.parse(original.spec), ...change } };
}

describe.skipIf(isSkipped)('the manifests', { timeout: 180_000 }, () => {
  it('are valid, each of them', async () => {
    expect(resources.length).toBeGreaterThan(12);
    for (const resource of resources) await checkBySchema(resource);
  });

  it('hold nothing that nobody knows', async () => {
    expect(await fieldsNobodyKnows(resources)).toEqual([]);
  });

  it('with a mistake are found out', async () => {
    const withoutTriggers = planted('ScaledObject', { triggers: undefined });
    await expect(checkBySchema(withoutTriggers)).rejects.toThrow('triggers');
    const misspelt = planted('HorizontalPodAutoscaler', { maxReplica: 3 });
    expect(await fieldsNobodyKnows([misspelt])).toEqual([expect.stringContaining('maxReplica')]);
  });

  it('are all of one namespace, and all files are part of them', () => {
    expect(new Set(resources.map(({ metadata }) => metadata.namespace))).toEqual(
      new Set(['klikandgo-orders']),
    );
    const files = readdirSync(MANIFESTS, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.yaml'),
    );
    for (const file of files.filter((one) => !one.endsWith('kustomization.yaml'))) {
      const kustomization = readFileSync(join(MANIFESTS, file, '../kustomization.yaml'), 'utf8');
      expect(kustomization, file).toContain(file.split('/').at(-1));
    }
    expect(readdirSync(join(MANIFESTS, 'example')).toSorted()).toEqual([...EXAMPLES].toSorted());
  });

  it('hold no secret', () => {
    expect(resources.map(({ kind }) => kind)).not.toContain('Secret');
    expect(JSON.stringify(resources)).not.toMatch(/(?:sk|rk)_(?:test|live)_|whsec_|postgres(?:ql)?:\/\//);
  });
});

describe.skipIf(isSkipped)('a program of ours', () => {
  it.each(['^api$', '^worker-', '^migrate$', '^setup-temporal$'])(
    '%s → starts with what it is given',
    (name) => {
      const { container } = program(new RegExp(name));
      const [node, path = ''] = container.command;
      const read = READERS[path];
      expect([node, typeof read]).toEqual(['node', 'function']);
      expect(readFileSync(join(ROOT, path.replace(/^dist\/(.*)\.js$/, '$1.ts')), 'utf8')).not.toBe('');
      expect(() => read?.(settingsOf(program(new RegExp(name))))).not.toThrow();
    },
  );

  it('is given no variable that nobody reads', () => {
    for (const { container } of programs) {
      const names = [
        ...Object.keys(environmentOf(container, resources)),
        ...container.env.map(({ name }) => name),
      ];
      expect(names.filter((name) => !ENV_NAMES.includes(name))).toEqual([]);
    }
  });

  it('is denied all it does not need', () => {
    for (const { pod, container } of programs) {
      expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true });
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it('has the time to end that it was promised', () => {
    for (const one of programs.filter(({ kind }) => kind === 'Deployment')) {
      const { SHUTDOWN_DEADLINE_SECONDS: deadline } = readApiEnv(settingsOf(program(/^api$/)));
      expect(one.pod.terminationGracePeriodSeconds).toBeGreaterThan(deadline);
    }
  });
});

const portOf = ({ ports }: Container, name: string): number | undefined =>
  ports.find((port) => port.name === name)?.containerPort;
const probesOf = (container: Container) =>
  [container.startupProbe, container.livenessProbe, container.readinessProbe].map((probe) => probe?.httpGet);
const Cadence = z.object({
  periodSeconds: z.number(),
  failureThreshold: z.number(),
  timeoutSeconds: z.number(),
});

describe.skipIf(isSkipped)('the API', () => {
  it('listens where it is asked, and is asked for what it has', () => {
    const { container } = program(/^api$/);
    const env = readApiEnv(settingsOf(program(/^api$/)));
    expect([portOf(container, 'http'), portOf(container, 'figures')]).toEqual([env.PORT, env.METRICS_PORT]);
    for (const get of probesOf(container)) {
      expect(get?.port).toBe('http');
      expect(ROUTES.map(({ path }) => path)).toContain(get?.path);
    }
    expect(named('Service', /^api$/).spec).toMatchObject({ ports: [{ targetPort: 'http' }] });
  });

  it('goes on answering until everybody has seen that it leaves', () => {
    const { readinessProbe } = program(/^api$/).container;
    const { periodSeconds, failureThreshold, timeoutSeconds } = Cadence.parse(readinessProbe);
    const noticed = periodSeconds * failureThreshold + timeoutSeconds;
    expect(readApiEnv(settingsOf(program(/^api$/))).DRAIN_SECONDS).toBeGreaterThan(noticed);
  });

  it('is never fewer than there were while a new one comes', () => {
    expect(named('Deployment', /^api$/).spec).toMatchObject({
      strategy: { rollingUpdate: { maxUnavailable: 0 } },
    });
    expect(named('Deployment', /^api$/).spec).not.toHaveProperty('replicas');
  });
});

describe.skipIf(isSkipped)('the workers of a build', () => {
  it('are one build by name, label, variable and image', () => {
    const worker = program(/^worker-/);
    const { WORKER_BUILD_ID: build = '' } = settingsOf(worker);
    expect(readWorkerEnv(settingsOf(worker)).WORKER_BUILD_ID).toBe(build);
    expect(worker.name).toBe(`worker-${build}`);
    expect(worker.labels[BUILD_LABEL]).toBe(build);
    expect(worker.container.image.endsWith(`:${build}`)).toBe(true);
    const selector = { matchLabels: { [BUILD_LABEL]: build } };
    expect(named('Deployment', /^worker-/).spec).toMatchObject({ selector });
    expect(named('PodDisruptionBudget', /^worker-/).spec).toMatchObject({ selector });
  });

  it('are asked on the port of their figures', () => {
    const { container } = program(/^worker-/);
    expect(portOf(container, 'figures')).toBe(readWorkerEnv(settingsOf(program(/^worker-/))).METRICS_PORT);
    expect(probesOf(container)).toEqual(
      ['/readyz', '/healthz', '/readyz'].map((path) => ({ path, port: 'figures' })),
    );
  });

  it('are scaled by what waits in the queue they serve, and together stay below Stripe’s limit', () => {
    const { STRIPE_CALLS_PER_SECOND: calls = 0 } = readWorkerEnv(settingsOf(program(/^worker-/)));
    const scaled = Scaled.parse(named('ScaledObject', /^worker-/));
    expect(scaled.spec.scaleTargetRef.name).toBe(program(/^worker-/).name);
    const [{ metadata }] = scaled.spec.triggers;
    expect(metadata.taskQueue).toBe(ORDERS_TASK_QUEUE);
    for (const name of [metadata.endpointFromEnv, metadata.namespaceFromEnv])
      expect(Object.keys(settingsOf(program(/^worker-/)))).toContain(name);
    expect(scaled.spec.minReplicaCount).toBeGreaterThan(1);
    // A rollout has two builds at once; Stripe takes a hundred calls a second.
    expect(scaled.spec.maxReplicaCount * calls * 2).toBeLessThan(100);
  });
});

const Scaled = z.looseObject({
  spec: z.looseObject({
    scaleTargetRef: z.looseObject({ name: z.string() }),
    minReplicaCount: z.number(),
    maxReplicaCount: z.number(),
    triggers: z.tuple([
      z.looseObject({
        type: z.literal('temporal'),
        metadata: z.looseObject({
          taskQueue: z.string(),
          endpointFromEnv: z.string(),
          namespaceFromEnv: z.string(),
        }),
      }),
    ]),
  }),
});
