// Who PostgreSQL runs as: it refuses to be root, so root lends it another user.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Program } from '../processes/program.ts';

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** @returns null where this user can run it. @throws when root has nobody to lend. */
export function findServerUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  return idOf('postgres') ?? createUser() ?? idOf('nobody') ?? refuse();
}

function idOf(name: string): ServerUser | null {
  const uid = ask('id', ['-u', name]);
  const gid = ask('id', ['-g', name]);
  return uid === null || gid === null ? null : { uid: Number(uid), gid: Number(gid) };
}

function createUser(): ServerUser | null {
  ask('useradd', ['--system', '--user-group', '--shell', '/bin/false', 'postgres']);
  return idOf('postgres');
}

function refuse(): never {
  throw new Error(
    'PostgreSQL does not run as root, and there is no user `postgres`: run this as an ordinary user.',
  );
}

function ask(command: string, args: readonly string[]): string | null {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/**
 * The program as that user. Below folders that only root may enter (a checkout in /root), the user also gets the
 * right to pass through them.
 * @param paths what the program must reach.
 */
export function runAs(user: ServerUser | null, program: Program, paths: readonly string[]): Program {
  if (user === null) return program;
  if (paths.every((path) => canReach(user, dirname(path)))) return { ...program, ...user };
  const rights = [
    '--securebits=+no_setuid_fixup',
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=+dac_override',
    '--bounding-set=-all,+dac_override',
  ];
  return { ...program, command: 'setpriv', args: [...rights, program.command, ...program.args] };
}

function canReach(user: ServerUser, folder: string): boolean {
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  return dirname(folder) === folder || canReach(user, dirname(folder));
}
