// That the rules of who imports whom catch what they forbid: forbidden imports are planted in a tree of their own.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT } from '../../dev/build/build.ts';

const FORBIDDEN: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['domain/reads-clock.ts', 'node:fs', 'domain-imports-nothing'],
  ['domain/parses.ts', 'zod', 'domain-imports-nothing'],
  ['domain/looks-out.ts', '../infra/env.ts', 'domain-imports-nothing'],
  ['workflows/charges.ts', 'stripe', 'workflows-are-deterministic'],
  ['workflows/reads.ts', 'node:fs', 'workflows-are-deterministic'],
  ['workflows/connects.ts', '../infra/env.ts', 'workflows-are-deterministic'],
  ['activities/connects.ts', '../infra/env.ts', 'activities-get-their-ports'],
  ['activities/charges.ts', 'stripe', 'activities-get-their-ports'],
  ['infra/serves.ts', '../api/main.ts', 'infra-serves-no-room'],
  ['api/connects.ts', '../infra/env.ts', 'api-gets-its-ports'],
  ['api/codec/connects.ts', '../../infra/env.ts', 'api-gets-its-ports'],
  ['api/decides.ts', '../workflows/index.ts', 'api-knows-messages-only'],
  ['api/charges.ts', 'stripe', 'api-knows-no-driver'],
  ['worker/answers.ts', '../api/main.ts', 'processes-do-not-know-each-other'],
  ['api/plays.ts', '../dev/double.ts', 'production-never-imports-dev'],
  ['web/reads.ts', 'node:fs', 'web-talks-over-http'],
  ['web/knows.ts', '../domain/egg.ts', 'web-talks-over-http'],
  ['web/serves.ts', '../api/sends.ts', 'web-talks-over-http'],
  ['api/shows.ts', '../web/order/page.ts', 'api-gets-its-ports'],
  ['dev/shows.ts', '../web/order/page.ts', 'nobody-imports-the-pages'],
  ['dev/tests.ts', '../test/support.ts', 'dev-never-imports-tests'],
  ['domain/chicken.ts', './egg.ts', 'no-cycles'],
];
const ALLOWED: readonly (readonly [file: string, imported: string])[] = [
  ['domain/egg.ts', './chicken.ts'],
  ['infra/env.ts', 'zod'],
  ['workflows/index.ts', '@temporalio/workflow'],
  ['workflows/messages.ts', '@temporalio/common'],
  ['api/main.ts', '../infra/env.ts'],
  ['api/codec/main.ts', '../../infra/env.ts'],
  ['api/sends.ts', '../workflows/messages.ts'],
  ['dev/double.ts', 'stripe'],
  ['api/order-body.ts', 'zod'],
  ['web/order/page.ts', '../../api/order-body.ts'],
  ['web/draws.ts', 'react'],
  ['test/support.ts', '../dev/double.ts'],
];

/** What the pages may import, components included, is the linter's matter: it knows a type from a value. */
const LINTED: readonly (readonly [file: string, source: string, isAllowed: boolean])[] = [
  ['web/order/takes-type.tsx', "import type { x } from '../../api/order-body.ts';", true],
  ['web/order/asks.tsx', "import { x } from '../api/send.ts';", true],
  ['web/order/draws.tsx', "import { x } from 'react';", true],
  ['web/order/takes-value.tsx', "import { x } from '../../api/order-body.ts';", false],
  ['web/order/knows.tsx', "import { x } from '../../domain/egg.ts';", false],
  ['web/order/reads.tsx', "import { x } from 'node:fs';", false],
  ['web/console/desk/asks.tsx', "import { x } from '../../api/send.ts';", true],
  ['web/console/desk/takes-value.tsx', "import { x } from '../../../api/order-body.ts';", false],
  ['web/console/desk/knows.tsx', "import type { x } from '../../../domain/egg.ts';", false],
  ['web/leaves.tsx', "import type { x } from '../domain/egg.ts';", false],
];

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

let tree: string;
let found: string[];

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'klikandgo-rooms-'));
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  for (const [file, imported] of [...FORBIDDEN, ...ALLOWED]) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), `import type * as x from '${imported}';\nexport type X = typeof x;\n`);
  }
  const config = join(ROOT, '.dependency-cruiser.mjs');
  const depcruise = join(ROOT, 'node_modules/.bin/depcruise');
  const report = execFileSync(depcruise, ['--config', config, '--output-type', 'json', '.'], {
    cwd: tree,
    encoding: 'utf8',
  });
  const { violations } = Report.parse(JSON.parse(report)).summary;
  found = violations.map(({ from, rule }) => `${from}: ${rule.name}`);
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the rooms', () => {
  it.each(FORBIDDEN)('%s may not import %s', (file, _imported, rule) => {
    expect(found).toContain(`${file}: ${rule}`);
  });

  it.each(LINTED)('%s: %s → allowed: %s', (file, source, isAllowed) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), `${source}\nexport type { x };\n`);
    const config = join(tree, '.oxlintrc.json');
    cpSync(join(ROOT, '.oxlintrc.json'), config);
    const oxlint = join(ROOT, 'node_modules/.bin/oxlint');
    const { stdout } = spawnSync(oxlint, ['--config', config, file], { cwd: tree, encoding: 'utf8' });
    expect(/no-restricted-imports/.test(stdout), stdout).toBe(!isAllowed);
  });

  it('may import what they need', () => {
    const innocent = ALLOWED.map(([file]) => file).filter((file) => file !== 'domain/egg.ts');
    expect(found.filter((violation) => innocent.includes(violation.split(':')[0] ?? ''))).toEqual([]);
  });

  it('read the environment in one file only', () => {
    const rooms = ['domain', 'workflows', 'activities', 'infra', 'api', 'worker', 'prisma'];
    const readers = rooms
      .flatMap((room) =>
        readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
      )
      .filter((file) => file.endsWith('.ts') && !file.startsWith('infra/generated'))
      .filter((file) =>
        /\bprocess\s*\.\s*env\b|\benv\b.*from 'node:process'/.test(readFileSync(file, 'utf8')),
      );
    expect(readers).toEqual(['infra/env.ts']);
  });
});
