// What the bench measures on: a stack of its own in a folder that goes away with it, on either kind of Temporal server.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { RECONCILIATION_SCHEDULE_ID } from '../../domain/identity.ts';
import { type Database, openDatabase } from '../../infra/postgres/database.ts';
import type { ChildName } from '../stack/pid-files.ts';
import { FREE_PORTS } from '../stack/ports.ts';
import type { Environment } from '../stack/settings.ts';
import { createStack, type RunningStack, type Stack } from '../stack/stack.ts';
import type { StackInfo } from '../stack/stack-info.ts';
import type { Say } from '../tools/temporal-cli.ts';
import { type FullServer, startFullServer } from './full-server.ts';

export interface Ground {
  readonly info: StackInfo;
  /** What worker and API were started with. */
  readonly env: Environment;
  readonly issuer: NonNullable<RunningStack['issuer']>;
  readonly dataDir: string;
  /** The bench's own connections. */
  readonly client: Client;
  readonly database: Database;
  readonly halt: Stack['halt'];
  /** The present one. @throws while there is none. */
  readonly pidOf: (name: ChildName) => number;
  /** What was started on it, and has to end before it does. */
  readonly keep: (closer: Closer) => void;
  /** The bench's own connections stay open until the process exits: a call that still runs would throw otherwise. */
  readonly close: () => Promise<void>;
}

type Closer = () => Promise<void>;

interface Pieces {
  readonly dataDir: string;
  readonly full: FullServer | null;
  readonly stack: Stack;
}

/** @param onClosable told how to close it before anything is started. @throws in plain words. */
export async function openGround(
  server: 'dev' | 'full',
  say: Say,
  onClosable: (close: () => Promise<void>) => void,
): Promise<Ground> {
  const dataDir = mkdtempSync(join(tmpdir(), 'klikandgo-bench-'));
  // PostgreSQL runs as another user where root starts it, and must get in.
  chmodSync(dataDir, 0o711);
  const closers: Closer[] = [async () => rmSync(dataDir, { recursive: true, force: true })];
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= closeAll(closers);
    return closing;
  };
  onClosable(close);
  const full = server === 'full' ? await startFullServer(join(dataDir, 'full'), say) : null;
  if (full !== null) closers.push(() => full.close());
  const settings = { dataDir, ports: FREE_PORTS, env: { LOG_LEVEL: 'info', ...full?.env }, say };
  const stack = createStack(settings);
  closers.push(() => stack.stop());
  const keep = (closer: Closer): void => void closers.push(closer);
  return { ...(await connected({ dataDir, full, stack })), keep, close };
}

/** The last first. */
async function closeAll(closers: readonly Closer[]): Promise<void> {
  for (const closer of closers.toReversed()) await closer();
}

async function connected({ dataDir, full, stack }: Pieces): Promise<Omit<Ground, 'keep' | 'close'>> {
  const { info, env, issuer } = await stack.start();
  if (issuer === null) throw new Error('the bench has tokens of its own: unset AUTH_JWKS_URL');
  const connection = await Connection.connect({ address: info.temporal });
  const client = new Client({ connection });
  // Its runs would fall into some rounds and not into others.
  await client.schedule.getHandle(RECONCILIATION_SCHEDULE_ID).pause('a measurement');
  const database = openDatabase({ url: env.DATABASE_URL ?? '', poolSize: 10 });
  const pidOf = (name: ChildName): number => foreign(full, name) ?? readPid(dataDir, name);
  const halt: Stack['halt'] = (name) => stack.halt(name);
  return { info, env, issuer, dataDir, client, database, halt, pidOf };
}

/** Of a server that the stack did not start. */
function foreign(full: FullServer | null, name: ChildName): number | null {
  return full !== null && (name === 'temporal' || name === 'postgres') ? full.pids[name] : null;
}

function readPid(dataDir: string, name: ChildName): number {
  // Written by the stack itself: see `StackInfo`.
  const { pids } = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as Pick<StackInfo, 'pids'>;
  const pid = pids[name];
  if (typeof pid !== 'number') throw new Error(`${name} is not running`);
  return pid;
}
