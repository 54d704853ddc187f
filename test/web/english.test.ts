// What the server says in French, said on English pages in English; on French pages never in two ways.
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../api/openapi/document.ts';
import { paymentWords } from '../../api/orders/payment-words.ts';
import { ROUTES } from '../../api/route-table.ts';
import { FAILURES, type FailureCode } from '../../domain/failures.ts';
import { ORDER_STATUSES, PAYMENT_STATUSES } from '../../domain/order-status.ts';
import { ApiProblem, NoAnswer } from '../../web/api/failure.ts';
import { failureWords } from '../../web/layout/failure-notice.tsx';
import { isNothingPaid, moneyWordsFor } from '../../web/order/money-words.ts';
import { EN } from '../../web/texts/en.ts';
import { FR } from '../../web/texts/fr.ts';

/** Marks of French that no English sentence of ours has. */
const FRENCH = /[àâçéèêëîïôùû«»]|\b(une?|est|les?|cette|commande|votre)\b/i;

// The keys of the table itself.
const CODES = Object.keys(FAILURES) as FailureCode[];
const problem = (code: string, detail: string): ApiProblem =>
  new ApiProblem({ type: '', title: '', status: 400, code, detail, error: detail }, null);

describe('a problem on an English page', () => {
  it.each(CODES)('%s → a sentence in English', (code) => {
    const words = failureWords(problem(code, FAILURES[code].detail), EN);
    expect(words).not.toBe(FAILURES[code].detail);
    expect(words).not.toMatch(FRENCH);
    expect(words.length).toBeGreaterThan(10);
  });

  it('every code the API’s documentation names → has a sentence', () => {
    const text = JSON.stringify(openApiDocument(ROUTES));
    const named = new Set([...text.matchAll(/`([A-Z_]+)` :/g)].map(([, code]) => code ?? ''));
    expect(named.size).toBeGreaterThan(15);
    expect([...named].filter((code) => EN.problems[code] === undefined)).toEqual([]);
  });

  it('a code of tomorrow’s server → the server’s own sentence', () => {
    expect(failureWords(problem('FULL_MOON', 'La lune est pleine'), EN)).toBe('La lune est pleine');
  });

  it('no answer, an answer from in between, a bug → English as well', () => {
    for (const error of [new NoAnswer(true), new NoAnswer(false), problem('FOREIGN_ANSWER', ''), new Error()])
      expect(failureWords(error, EN)).toMatch(/^[A-Z][^àéè]{10,}\.$/);
  });
});

describe('a problem on a French page', () => {
  it.each(CODES)('%s → the server’s words, or better ones: never the same twice', (code) => {
    const said = failureWords(problem(code, FAILURES[code].detail), FR);
    const own: string | undefined = FR.problems[code];
    expect(said).toBe(own ?? FAILURES[code].detail);
    expect(own).not.toBe(FAILURES[code].detail);
  });
});

it('the pages know no code that the server does not', () => {
  const known = new Set<string>([...CODES, 'FOREIGN_ANSWER']);
  for (const texts of [FR, EN])
    expect(Object.keys(texts.problems).filter((code) => !known.has(code))).toEqual([]);
});

describe('the money on an English page', () => {
  const standings = ORDER_STATUSES.flatMap((status) =>
    PAYMENT_STATUSES.map((paymentStatus) => ({ status, paymentStatus })),
  );

  it.each(['customer', 'butcher'] as const)(
    'for the %s → one English sentence for each French one, and none else',
    (reader) => {
      const pairs = standings.map((standing) => {
        const french = paymentWords(standing, reader);
        return [french, moneyWordsFor(reader, { ...standing, paymentWords: french }, EN)] as const;
      });
      const together = new Set(pairs.map(([french, english]) => `${french} = ${english}`));
      expect(new Set(pairs.map(([french]) => french)).size).toBe(together.size);
      expect(new Set(pairs.map(([, english]) => english)).size).toBe(together.size);
      for (const [, english] of pairs) expect(english).not.toMatch(FRENCH);
    },
  );

  it('nothing paid, nothing to pay → known as such; money that is or was there → not', () => {
    const nothing = standings
      .filter((standing) => isNothingPaid({ ...standing, paymentWords: '' }))
      .map((standing) => paymentWords(standing, 'customer'));
    expect([...new Set(nothing)].toSorted()).toEqual(['Rien n’a été payé', 'Rien à payer']);
  });

  it('a French page → the server’s words, untouched', () => {
    const order = { status: 'PENDING', paymentStatus: 'PAID', paymentWords: 'Payé' } as const;
    expect(moneyWordsFor('customer', order, FR)).toBe('Payé');
  });
});
