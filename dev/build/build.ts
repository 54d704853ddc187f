// Everything that is made from the sources: Prisma's client, the compiled programs, the workflow bundle, the pages.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLE_KINDS, type BundleKind, bundlePath } from '../../worker/workflow-bundles.ts';
import { waitForLock } from '../processes/lock.ts';
import { runCommand } from '../tools/run-command.ts';
import type { Say } from '../tools/temporal-cli.ts';
import { bundleWorkflows } from './bundle-workflows.ts';
import { runStep, type Step } from './step.ts';

const LOCK = '.cache/build.lock';
const LOCKED_VERSIONS = 'package-lock.json';

const CLIENT: Step = {
  name: "Prisma's client",
  inputs: ['prisma/schema.prisma', 'prisma.config.ts', LOCKED_VERSIONS],
  product: 'infra/generated/prisma/client.ts',
  stamp: 'infra/generated/prisma/.made-from',
  run: (root) =>
    runTool(root, ['prisma', 'generate'], {
      // Only its migration commands need this binary, which would be downloaded.
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    }),
};

const ROOMS = ['domain', 'workflows', 'activities', 'infra', 'api', 'worker', 'prisma', 'dev'];

const PROGRAMS: Step = {
  name: 'TypeScript',
  inputs: [...ROOMS, 'tsconfig.json', 'tsconfig.build.json', LOCKED_VERSIONS],
  product: 'dist/api/main.js',
  stamp: 'dist/.made-from',
  async run(root) {
    // The compiler's memory of what it wrote is wrong once `dist/` was removed.
    await rm(join(root, '.cache/build.tsbuildinfo'), { force: true });
    await runTool(root, ['tsc', '-p', 'tsconfig.build.json']);
  },
};

const pathOf = (kind: BundleKind): string => bundlePath('dist/workflow-bundle.js', kind);

const BUNDLES: Step = {
  name: 'workflow bundles',
  inputs: ['workflows', 'domain', LOCKED_VERSIONS],
  // The one that is made last.
  product: pathOf({ isTraced: true, isEncrypting: true }),
  stamp: 'dist/.bundle-made-from',
  async run(root) {
    for (const kind of BUNDLE_KINDS) {
      const { code } = await bundleWorkflows({ kind, root, logger: QUIET });
      await writeFile(join(root, pathOf(kind)), code);
    }
  },
};

/** No file is inlined: the pages allow no data addresses but images. */
const PAGE_FLAGS = [
  '--outDir',
  '../dist/web',
  '--emptyOutDir',
  '--assetsInlineLimit',
  '0',
  '--logLevel',
  'warn',
];

const PAGES: Step = {
  name: 'pages',
  inputs: ['web', 'tsconfig.json', 'tsconfig.web.json', LOCKED_VERSIONS],
  product: 'dist/web/index.html',
  stamp: 'dist/web/.made-from',
  // A program of its own: within a test, Vite would take itself for one and make a development build.
  run: (root) =>
    runTool(root, ['vite', 'build', join(root, 'web'), ...PAGE_FLAGS], { NODE_ENV: 'production' }),
};

const ignore = (): void => {};
const QUIET = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The root of the checkout, also when this file runs compiled from `dist/`. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/dist[\\/]$/, '');

/** Prisma's client alone: what the tests need. */
export const generateClient = (say: Say): Promise<void> => build([CLIENT], say);

/** The pages alone: what a test of the built files needs. */
export const buildWeb = (say: Say): Promise<void> => build([PAGES], say);

export const buildAll = (say: Say): Promise<void> => build([CLIENT, PROGRAMS, BUNDLES, PAGES], say);

async function build(steps: readonly Step[], say: Say): Promise<void> {
  const release = await waitForLock(join(ROOT, LOCK), () => say('Build: waiting for another one …'));
  try {
    for (const step of steps) await runStep(step, ROOT, say);
  } finally {
    release();
  }
}

/** @throws with what the tool printed. */
async function runTool(
  root: string,
  [tool, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const lines: string[] = [];
  const program = join(root, 'node_modules', '.bin', tool);
  const code = await runCommand(program, args, { cwd: root, env, onLine: (line) => lines.push(line) });
  if (code !== 0) throw new Error(`${tool} failed:\n${lines.slice(-40).join('\n')}`);
}
