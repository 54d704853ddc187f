// A PostgreSQL cluster in a folder: made whole or not at all, and started whatever an earlier end left there.
import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../processes/end-process.ts';
import { identify } from '../processes/identity.ts';
import type { Program } from '../processes/program.ts';
import { findPostgres } from '../tools/postgres-binaries.ts';
import type { Say } from '../tools/temporal-cli.ts';
import { findServerUser, runAs } from './server-user.ts';

/** It answers only on 127.0.0.1, to processes of this machine. */
export const CLUSTER_USER = { name: 'postgres', password: 'postgres' } as const;
const C_LOCALE = { LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };

export const clusterUrl = (port: number, database: string): string =>
  `postgresql://${CLUSTER_USER.name}:${CLUSTER_USER.password}@127.0.0.1:${port}/${database}`;

/** Makes the cluster when there is none; one that was left half made is put aside first. */
export async function ensureCluster(folder: string, say: Say): Promise<void> {
  if (isWhole(folder)) return;
  if (existsSync(folder)) {
    const aside = `${folder}.broken-${Date.now()}`;
    say(`PostgreSQL: ${folder} was left half initialised; it is now ${aside}, and a new one is made.`);
    renameSync(folder, aside);
  }
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  const user = findServerUser();
  if (user !== null) chownSync(fresh, user.uid, user.gid);
  await initialise(fresh);
  renameSync(fresh, folder);
}

const isWhole = (folder: string): boolean =>
  ['PG_VERSION', 'global/pg_control', 'postgresql.conf'].every((file) => existsSync(join(folder, file)));

async function initialise(folder: string): Promise<void> {
  const { initdb } = findPostgres();
  const passwordFile = join(folder, '..', `.password-${process.pid}`);
  const user = findServerUser();
  writeFileSync(passwordFile, `${CLUSTER_USER.password}\n`, { mode: 0o600 });
  if (user !== null) chownSync(passwordFile, user.uid, user.gid);
  const args = [
    `--pgdata=${folder}`,
    `--username=${CLUSTER_USER.name}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  try {
    await runToEnd(runAs(user, { command: initdb, args, env: C_LOCALE }, [initdb, folder]));
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function runToEnd({ command, args, env, ...who }: Program): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...who,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`PostgreSQL could not be initialised:\n${said.trim()}`));
    });
  });
}

/** @param flags settings like `fsync=off`. */
export function clusterProgram(folder: string, port: number, flags: readonly string[] = []): Program {
  const { postgres } = findPostgres();
  // Terse: a row that is refused is not written to the log with all that stands in it.
  const own = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_error_verbosity=terse'];
  const settings = [...own, ...flags];
  const args = ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  return runAs(findServerUser(), { command: postgres, args, env: C_LOCALE }, [postgres, folder]);
}

/**
 * Clears the way for a start: a server of an earlier run on this folder is stopped, and a pid file whose process is
 * gone, or has become another program, is removed.
 */
export async function clearCluster(folder: string, say: Say): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const holder = identify(pid);
  if (holder !== null && isServerOf(pid, folder)) {
    say(`PostgreSQL: stopping the server of an earlier run (pid ${pid}).`);
    await endProcess(holder, { signal: 'SIGINT', patience: 15_000 });
  }
  rmSync(file, { force: true });
}

/** The first server's command line names its folder. */
function isServerOf(pid: number, folder: string): boolean {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return line.some((word) => word.endsWith('postgres')) && line.includes(folder);
  } catch {
    // Without /proc nothing is known: a process that has PostgreSQL's own pid file is taken for PostgreSQL.
    return !existsSync('/proc/self');
  }
}
