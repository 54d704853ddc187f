// `npm run bench`: how fast the service is on this machine, on servers of its own. docs/performance.md says what is measured
// and how; options.ts what it takes.
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { chart } from './compare/chart.ts';
import { isHeld } from './figures.ts';
import { openGround } from './ground.ts';
import { BadOptions, type BenchOptions, readOptions } from './options.ts';
import { runParts } from './parts.ts';

const say = (line: string): void => console.log(line);
const options = optionsOrExit();
const startedAt = new Date();
const loadBefore = loadavg();

let close = async (): Promise<void> => {};
const interrupt = (): void => void close().then(() => process.exit(130));
process.once('SIGINT', interrupt);
process.once('SIGTERM', interrupt);
try {
  const ground = await openGround(options.server, say, (closing) => {
    close = closing;
  });
  const { figures, measured, kinds } = await runParts(ground, options, say);
  const about = {
    startedAt,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    node: process.version,
    loadBefore,
    loadAfter: loadavg(),
  };
  if (options.json !== null)
    await writeFile(
      options.json,
      `${JSON.stringify({ about, options, figures, measured, kinds }, null, 2)}\n`,
    );
  if (options.svg !== null && measured.length > 0)
    await writeFile(options.svg, chart(measured, caption(options)));
  process.exitCode = figures.every(isHeld) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await close();
  process.exit();
}

function optionsOrExit(): BenchOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof BadOptions)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

function caption({ server, rounds, orders, rate, inFlight }: BenchOptions): string {
  const day = startedAt.toISOString().slice(0, 10);
  const servers = server === 'full' ? 'full server on PostgreSQL' : 'dev server';
  return `${day}, ${servers}, ${cpus().length} cores: ${rounds} rounds of ${orders} orders, ${inFlight} in flight, then ${rate} a second`;
}
