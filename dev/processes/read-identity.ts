// Reads a process's identity from the file that recorded it.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ProcessIdentity } from './identity.ts';

export const IDENTITY = z.object({ pid: z.int().positive(), startedAt: z.string() });

/** @returns null when there is no such file, or nothing sensible in it. */
export function readIdentity(file: string): ProcessIdentity | null {
  try {
    return parseIdentity(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** @returns null when it names nobody. */
export function parseIdentity(text: string): ProcessIdentity | null {
  try {
    return IDENTITY.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
