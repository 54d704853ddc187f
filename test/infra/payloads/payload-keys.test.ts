// PAYLOAD_KEYS: what is taken, what is refused, and that no key is ever shown.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { BadEnv, readCodecEnv, readSetupTemporalEnv } from '../../../infra/env.ts';
import { createLog } from '../../../infra/log.ts';
import { keyEntry } from '../../support/payload-keys.ts';

const A = keyEntry('2026-11');
const B = keyEntry('2026-12');
const secretOf = (entry: string): string => entry.slice(entry.indexOf(':') + 1);

const read = (value: string) => readSetupTemporalEnv({ PAYLOAD_KEYS: value }).PAYLOAD_KEYS;

function problemsOf(value: string): readonly string[] {
  try {
    read(value);
    return [];
  } catch (error) {
    if (error instanceof BadEnv) return error.problems;
    throw error;
  }
}

describe('PAYLOAD_KEYS', () => {
  it.each(['', ' '])('%j → nothing is encrypted', (value) => {
    expect(read(value)).toBeUndefined();
  });

  it('names the key that writes first, and all that read', () => {
    const keys = read(`${B}, ${A}`);
    expect(keys?.writing?.id).toBe('2026-12');
    expect([...(keys?.reading.keys() ?? [])]).toEqual(['2026-12', '2026-11']);
    expect(keys?.reading.get('2026-11')?.export().toString('base64')).toBe(secretOf(A));
  });

  it('may begin with `plain`: then none writes', () => {
    expect(read(`plain,${A}`)).toMatchObject({ writing: null });
  });

  const short = Buffer.alloc(31, 7).toString('base64');
  it.each([
    ['nonsense', ['key 1: expected the base64 of 32 bytes (openssl rand -base64 32)']],
    [`k1:${short}`, ['key 1: expected the base64 of 32 bytes (openssl rand -base64 32)']],
    [
      `k1:${Buffer.alloc(33, 7).toString('base64')}`,
      ['key 1: expected the base64 of 32 bytes (openssl rand -base64 32)'],
    ],
    [
      `k1:${secretOf(A).replace('=', '')}`,
      ['key 1: expected the base64 of 32 bytes (openssl rand -base64 32)'],
    ],
    [`k 1:${secretOf(A)}`, ['key 1: expected an id of 1 to 32 letters, digits, . _ -']],
    [`:${secretOf(A)}`, ['key 1: expected an id of 1 to 32 letters, digits, . _ -']],
    [`${'k'.repeat(33)}:${secretOf(A)}`, ['key 1: expected an id of 1 to 32 letters, digits, . _ -']],
    [`plain:${secretOf(A)}`, ['key 1: expected an id of 1 to 32 letters, digits, . _ -']],
    [`${A},${B},2026-11:${secretOf(keyEntry('x'))}`, ['key 3: has the id of key 1']],
    [`${A},other:${secretOf(A)}`, ['key 2: is key 1 under another id']],
    ['plain', ['plain needs a key behind it, or none of it']],
    [
      `${A},plain`,
      [
        'key 2: expected an id of 1 to 32 letters, digits, . _ -',
        'key 2: expected the base64 of 32 bytes (openssl rand -base64 32)',
      ],
    ],
    [
      `${A},`,
      [
        'key 2: expected an id of 1 to 32 letters, digits, . _ -',
        'key 2: expected the base64 of 32 bytes (openssl rand -base64 32)',
      ],
    ],
  ])('%j → refused, one line for each problem', (value, problems) => {
    const found = problemsOf(value);
    expect(found).toEqual(problems.map((problem) => `PAYLOAD_KEYS: ${problem}`));
    expect(found.join()).not.toContain(secretOf(A));
    expect(found.join()).not.toContain(short);
  });

  it('must be there for the codec server', () => {
    expect(() => readCodecEnv({})).toThrow('PAYLOAD_KEYS: missing');
  });
});

describe('a key', () => {
  it('is shown by nothing that prints what was read', () => {
    const env = readSetupTemporalEnv({ PAYLOAD_KEYS: `${A},${B}` });
    const shown = [JSON.stringify(env), inspect(env, { depth: 9 })].join();
    for (const entry of [A, B]) expect(shown).not.toContain(secretOf(entry));
  });

  it('is taken out of a log line, wherever it stands', () => {
    const lines: string[] = [];
    const log = createLog({ name: 'test', level: 'info' }, { write: (line) => void lines.push(line) });
    log.info({ err: new Error(`bad value ${A},${B} of PAYLOAD_KEYS`), keys: A }, `started with ${B}`);
    expect(lines.join()).toContain('[redacted]');
    for (const entry of [A, B]) expect(lines.join()).not.toContain(secretOf(entry));
  });
});
