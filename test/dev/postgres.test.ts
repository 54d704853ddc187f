// A PostgreSQL cluster in a folder: made whole or not at all, started whatever an earlier end left there.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearCluster, clusterProgram, clusterUrl, ensureCluster } from '../../dev/postgres/cluster.ts';
import { answersSql } from '../../dev/postgres/wait-for-postgres.ts';
import { FREE_PORTS, settlePorts } from '../../dev/stack/ports.ts';

let base: string;
let folder: string;
let port: number;
let servers: ChildProcess[];
let said: string[];
const say = (line: string): void => void said.push(line);

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'cluster-'));
  folder = join(base, 'postgres');
  ({ postgres: port } = await settlePorts(FREE_PORTS, ['postgres'], join(base, 'ports.json')));
  servers = [];
  said = [];
});
afterEach(async () => {
  for (const server of servers) {
    server.kill('SIGQUIT');
    while (server.exitCode === null && server.signalCode === null) await sleep(20);
  }
  rmSync(base, { recursive: true, force: true });
});

async function start(): Promise<ChildProcess> {
  const { command, args, env, ...who } = clusterProgram(folder, port, ['fsync=off']);
  const server = spawn(command, args, { ...who, env: { ...process.env, ...env }, stdio: 'ignore' });
  servers.push(server);
  while (!(await answers())) {
    if (server.exitCode !== null) throw new Error(`exit ${server.exitCode}`);
    await sleep(50);
  }
  return server;
}
const answers = (): Promise<boolean> => answersSql(clusterUrl(port, 'postgres'));

describe('a cluster', () => {
  it('in a folder that only its owner may enter → made, and it answers', async () => {
    chmodSync(base, 0o700);
    await ensureCluster(folder, say);
    await start();
    expect(await answers()).toBe(true);
    expect(readdirSync(base).filter((name) => name.includes('new') || name.includes('password'))).toEqual([]);
  });

  it('left half initialised → put aside, said, and made anew', async () => {
    mkdirSync(join(folder, 'base'), { recursive: true });
    writeFileSync(join(folder, 'PG_VERSION'), '18');
    await ensureCluster(folder, say);
    await start();
    expect(said.join()).toContain('half initialised');
    expect(readdirSync(base).some((name) => name.startsWith('postgres.broken-'))).toBe(true);
  });

  it('that is whole → kept as it is', async () => {
    await ensureCluster(folder, say);
    writeFileSync(join(folder, 'mine'), '');
    await ensureCluster(folder, say);
    expect(existsSync(join(folder, 'mine'))).toBe(true);
  });

  it('whose server was killed, its pid now another process → that one lives, and the cluster starts', async () => {
    await ensureCluster(folder, say);
    const server = await start();
    server.kill('SIGKILL');
    await sleep(300);
    const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    const pidFile = join(folder, 'postmaster.pid');
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    writeFileSync(pidFile, [String(stranger.pid), ...lines.slice(1)].join('\n'));
    await clearCluster(folder, say);
    expect(stranger.exitCode).toBeNull();
    expect(stranger.signalCode).toBeNull();
    stranger.kill();
    await start();
    expect(await answers()).toBe(true);
  });

  it('whose server of an earlier run still runs → stopped, said', async () => {
    await ensureCluster(folder, say);
    const server = await start();
    await clearCluster(folder, say);
    expect(said.join()).toContain(`pid ${server.pid}`);
    expect(await answers()).toBe(false);
  });
});
