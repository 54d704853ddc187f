// What runs inside a workflow: the bundle is read, because the bundler takes whatever is imported without a word.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { afterEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../dev/build/build.ts';
import { bundledFrom } from '../support/bundle-modules.ts';
import { quietly, workflowBundle } from '../support/order-scenario.ts';

/** `ms`, `long` and `nexus-rpc` come with Temporal's workflow package. */
const ALLOWED = [
  '@temporalio/common',
  '@temporalio/workflow',
  'domain',
  'long',
  'ms',
  'nexus-rpc',
  'workflows',
];

/** Temporal's interceptors bring OpenTelemetry's SDK with them. */
const TRACED = [
  ...ALLOWED,
  '@opentelemetry/api',
  '@opentelemetry/core',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-base',
  '@opentelemetry/semantic-conventions',
  '@temporalio/interceptors-opentelemetry',
];

let planted: string | undefined;
afterEach(async () => {
  if (planted !== undefined) await rm(planted, { recursive: true });
  planted = undefined;
});

/** The origins in a bundle of one workflow file with the given import. */
async function bundleImporting(specifier: string): Promise<ReadonlySet<string>> {
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  planted = await mkdtemp(join(ROOT, '.cache/planted-'));
  const workflowsPath = join(planted, 'workflow.ts');
  await writeFile(
    workflowsPath,
    `import * as planted from '${specifier}';\nexport const plantedWorkflow = async () => Object.keys(planted);\n`,
  );
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: quietly });
  return bundledFrom(code, ROOT);
}

describe('the workflow bundle', () => {
  it('is made of the domain, the workflows and Temporal’s workflow package, and of nothing else', async () => {
    const { code } = await workflowBundle();
    expect([...bundledFrom(code, ROOT)].toSorted()).toEqual(ALLOWED);
  });

  it('of workers that trace has OpenTelemetry besides, and nothing else', async () => {
    const { code } = await workflowBundle({ isTraced: true });
    expect([...bundledFrom(code, ROOT)].toSorted()).toEqual(TRACED.toSorted());
  });

  it.each([
    [{ isEncrypting: true }, ALLOWED],
    [{ isEncrypting: true, isTraced: true }, TRACED],
  ])(
    'of workers that encrypt, %o, has its way with errors besides, and nothing else',
    async (kind, allowed) => {
      const { code } = await workflowBundle(kind);
      expect([...bundledFrom(code, ROOT)].toSorted()).toEqual(allowed.toSorted());
      expect(code).toContain('workflows/encoded-failures.ts');
    },
  );

  it('loads short stacks and all modules once for a thread, before any order is there', async () => {
    const { code } = await workflowBundle();
    const preloaded = code.slice(
      code.indexOf('exports.preloadModules'),
      code.indexOf('exports.importWorkflows'),
    );
    expect(preloaded).toMatch(/workflows\/stack-depth\.ts[\s\S]*workflows\/index\.ts/);
  });

  it('of other workers does not have it', async () => {
    const { code } = await workflowBundle();
    expect(code).not.toContain('workflows/encoded-failures.ts');
  });

  it.each([
    ['zod', 'zod'],
    [join(ROOT, 'activities/index.ts'), 'activities'],
    [join(ROOT, 'infra/redact-text.ts'), 'infra'],
  ])('that imports %s is found out', async (specifier, origin) => {
    expect([...(await bundleImporting(specifier))]).toContain(origin);
  });
});
