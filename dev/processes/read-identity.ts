// Reads a process's identity from the file that recorded it.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ProcessIdentity } from './identity.ts';

export const IDENTITY = z.object({ pid: z.int().positive(), startedAt: z.string() });

/** @returns null when there is no such file, or nothing sensible in it. */
export function readIdentity(file: string): ProcessIdentity | null {
  try {
    return IDENTITY.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
