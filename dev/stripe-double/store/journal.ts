// The append-only file behind the memory: one JSON line a transaction, replayed and rewritten at start.
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Kind, Records } from './records.ts';

/** A record as it became, or null when it was removed. */
export interface Change {
  readonly kind: Kind;
  readonly id: string;
  readonly record: Records[Kind] | null;
}

export interface Journal {
  replay(apply: (change: Change) => void): void;
  append(changes: readonly Change[]): void;
  /** Replaces the whole file by these records, atomically: superseded ones take no room. */
  rewrite(records: () => Iterable<Change>): void;
  close(): void;
}

/** Forgets everything with the process: for tests that do not restart. */
export function createMemoryJournal(): Journal {
  return { replay: () => {}, append: () => {}, rewrite: () => {}, close: () => {} };
}

/** Opens the journal at `file`. Written before each answer, so killing the process loses nothing answered. */
export function openFileJournal(file: string, notice: (line: string) => void): Journal {
  mkdirSync(dirname(file), { recursive: true });
  let descriptor = openSync(file, 'a', 0o600);
  return {
    replay(apply) {
      for (const line of readLines(file)) {
        const changes = parseLine(line);
        if (changes === null) notice(`journal: dropped an unfinished line of ${line.length} characters`);
        else changes.forEach(apply);
      }
    },
    append: (changes) => writeLine(descriptor, changes),
    rewrite(records) {
      const fresh = `${file}.new`;
      const target = openSync(fresh, 'w', 0o600);
      for (const record of records()) writeLine(target, [record]);
      closeSync(descriptor);
      renameSync(fresh, file);
      descriptor = target;
    },
    close: () => closeSync(descriptor),
  };
}

function writeLine(descriptor: number, changes: readonly Change[]): void {
  const bytes = Buffer.from(`${JSON.stringify(changes)}\n`);
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

/** Null when the line was cut off by a kill in the middle of writing it. */
function parseLine(line: string): Change[] | null {
  try {
    // Written by `writeLine` and nobody else.
    return JSON.parse(line) as Change[];
  } catch {
    return null;
  }
}

const CHUNK_BYTES = 1 << 20;

/** Line by line: a long-lived journal is larger than the longest string. */
function* readLines(file: string): Generator<string> {
  if (!existsSync(file)) return;
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rest = Buffer.alloc(0);
  for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
    rest = Buffer.concat([rest, chunk.subarray(0, read)]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield rest.subarray(0, end).toString('utf8');
      rest = rest.subarray(end + 1);
    }
  }
  closeSync(descriptor);
  if (rest.length > 0) yield rest.toString('utf8');
}
