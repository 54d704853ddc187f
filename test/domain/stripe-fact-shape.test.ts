// A signal typed by hand: only whole facts are taken for facts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStripeFact } from '../../domain/stripe-fact-shape.ts';
import { FACTS } from './stripe-facts.ts';

const facts = Object.values(FACTS);

/** Every path of a value to something that is not an object. */
function leaves(value: object, path: readonly string[] = []): string[][] {
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
    typeof child === 'object' && child !== null ? leaves(child, [...path, key]) : [[...path, key]],
  );
}

function withLeaf(value: object, [key = '', ...rest]: readonly string[], leaf: unknown): object {
  const child: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  const isInner = rest.length > 0 && typeof child === 'object' && child !== null;
  return { ...value, [key]: isInner ? withLeaf(child, rest, leaf) : leaf };
}

describe('a Stripe fact', () => {
  it.each(facts)('$kind → recognised, also after a trip through JSON', (fact) => {
    expect(isStripeFact(fact)).toBe(true);
    expect(isStripeFact(JSON.parse(JSON.stringify(fact)))).toBe(true);
  });

  const broken = facts.flatMap((fact) =>
    leaves(fact).map((path) => [fact.kind, path.join('.'), fact] as const),
  );
  it.each(broken)('%s with another kind of thing at %s → not a fact', (...[, path, fact]) => {
    for (const leaf of [undefined, 1.5, {}, ['x'], 'NUL\0', 'x'.repeat(8_001)]) {
      expect(isStripeFact(withLeaf(fact, path.split('.'), leaf)), JSON.stringify(leaf)).toBe(false);
    }
  });

  it.each(facts)('$kind without what it speaks of → not a fact', ({ kind, eventId }) => {
    expect(isStripeFact({ kind, eventId })).toBe(false);
    expect(isStripeFact({ kind, eventId, session: {}, refund: {}, dispute: {} })).toBe(false);
    expect(isStripeFact({ kind, eventId, session: null, refund: null, dispute: null })).toBe(false);
  });

  it('anything else → not a fact, and never an error', () => {
    fc.assert(fc.property(fc.anything(), (value) => !isStripeFact(value)));
  });
});
