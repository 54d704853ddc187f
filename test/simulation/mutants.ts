// `npm run simulate:mutants [-- --only WORDS]`: plants each known bug, or those of whose name the words are part, in a
// copy of the code; exit code 1 when one is not found.
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PlantedBug } from './planted-bug.ts';
import { PLANTED_BUGS } from './planted-bugs.ts';
import { simulate } from './simulate.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const COPIES = join(ROOT, '.data', 'mutants');
/** All that the simulation runs. */
const ROOMS = ['domain', 'workflows', 'activities', 'api', 'test/simulation', 'test/support'];
/** Milliseconds within which a bug must be found. */
const PATIENCE = 60_000;
const SEED = 1;

function copyWith(bug: PlantedBug): string {
  const folder = join(COPIES, 'copy');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const room of ROOMS) cpSync(join(ROOT, room), join(folder, room), { recursive: true });
  for (const file of ['package.json', 'tsconfig.json']) cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  plant(join(folder, bug.file), bug);
  return folder;
}

function plant(file: string, { name, find, replace }: PlantedBug): void {
  const code = readFileSync(file, 'utf8');
  if (code.split(find).length !== 2) throw new Error(`"${name}" has no place in ${file} any more`);
  writeFileSync(
    file,
    code.replace(find, () => replace),
  );
}

async function hunt(bug: PlantedBug): Promise<boolean> {
  const batch = join(copyWith(bug), 'test/simulation/batch.ts');
  const run = await simulate({ orders: 10_000_000, seed: SEED, batch, patience: PATIENCE });
  const took = `${run.seconds.toFixed(1)} s, ${run.orders} orders`;
  if (run.failed === null) console.log(`✗ ${bug.name}: not found in ${took}`);
  else console.log(`✓ ${bug.name}: ${run.failed.violations[0]?.split('\n', 1)[0]} (${took})`);
  return run.failed !== null;
}

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const bugs = PLANTED_BUGS.filter(({ name }) => name.includes(values.only));
if (bugs.length === 0) throw new Error(`no planted bug is named like "${values.only}"`);
let survivors = 0;
for (const bug of bugs) survivors += (await hunt(bug)) ? 0 : 1;
rmSync(COPIES, { recursive: true, force: true });
console.log(`${bugs.length - survivors} of ${bugs.length} planted bugs were found.`);
process.exitCode = survivors === 0 ? 0 : 1;
