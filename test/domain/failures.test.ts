// Every failure has an answer for people, in French, and an HTTP status that tells the truth about trying again.
import { describe, expect, it } from 'vitest';
import { FAILURES, parseFailureCode } from '../../domain/failures.ts';

describe('a failure', () => {
  it.each(Object.entries(FAILURES))('%s → a code of ours, a sentence, a status', (code, failure) => {
    expect(parseFailureCode(code)).toBe(code);
    expect(failure.detail.length).toBeGreaterThan(8);
    expect(failure.detail).not.toMatch(/'|\.$/);
    expect(failure.http).toBeGreaterThanOrEqual(400);
    // 429 and 503 are what clients retry by themselves, and nothing else is.
    expect(failure.retry).toBe(failure.http === 429 || failure.http === 503);
  });

  it('no two say the same', () => {
    const details = Object.values(FAILURES).map(({ detail }) => detail);
    expect(new Set(details).size).toBe(details.length);
  });

  it.each(['', 'toString', '__proto__', 'TIMEOUT'])('%j → no code of ours', (text) => {
    expect(parseFailureCode(text)).toBeNull();
  });
});
