// What the counter says: of decisions, of money, of its connection; and what it finds.
import { describe, expect, it } from 'vitest';
import type { Order } from '../../web/api/bodies.ts';
import { withNote, withoutNote } from '../../web/console/decisions/notes.ts';
import { type DecisionKind, judge, overtakenWords } from '../../web/console/decisions/outcome.ts';
import { draftOf } from '../../web/console/decisions/refusal.ts';
import { connectionWords } from '../../web/console/desk/connection.ts';
import { isMoved } from '../../web/console/desk/use-settling.ts';
import { addressOf, VIEWS, viewOf } from '../../web/console/desk/views.ts';
import { chosenOf } from '../../web/console/gate/chosen-shop.ts';
import { amountWords } from '../../web/console/orders/item-lines.ts';
import { moneyWords } from '../../web/console/orders/money.ts';
import { looksLikeId, matches } from '../../web/console/orders/search.ts';
import { createFormats } from '../../web/language/formats.ts';
import { FR } from '../../web/texts/fr.ts';
import { someOrder } from './some-order.ts';

const formats = createFormats('fr');
/** Thin and narrow spaces are a matter of taste. */
const spaced = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ');

describe('a decision whose answer was a refusal, or was lost', () => {
  it.each<[DecisionKind, Order['status'], string]>([
    ['accept', 'ACCEPTED', 'done'],
    ['accept', 'PENDING', 'not-arrived'],
    ['accept', 'REJECTED', 'overtaken'],
    ['reject', 'ACCEPTED', 'overtaken'],
    ['ready', 'READY', 'done'],
    ['collect', 'READY', 'not-arrived'],
    ['collect', 'NO_SHOW', 'overtaken'],
    ['no-show', 'NO_SHOW', 'done'],
    ['cancel', 'READY', 'not-arrived'],
    ['cancel', 'COLLECTED', 'overtaken'],
  ])('%s, and the order is %s → %s', (decision, status, kind) => {
    expect(judge(decision, someOrder({ status })).kind).toBe(kind);
  });

  it.each<[Partial<Order>, string]>([
    [{ status: 'ACCEPTED' }, 'Déjà acceptée par un collègue'],
    [{ status: 'REJECTED', rejectionReason: 'TOO_BUSY' }, 'Déjà refusée par un collègue'],
    [
      { status: 'REJECTED', rejectionReason: 'NO_ANSWER' },
      'Le délai est passé : la commande a été refusée automatiquement',
    ],
    [{ status: 'CANCELLED', rejectionReason: 'CUSTOMER_REQUEST' }, 'Le client a annulé entre-temps'],
    [{ status: 'CANCELLED', rejectionReason: 'CLOSED' }, 'Déjà annulée par un collègue'],
    [{ status: 'COLLECTED' }, 'Déjà remise au client par un collègue'],
  ])('%j → says “%s”', (change, words) => expect(overtakenWords(someOrder(change), FR)).toBe(words));
});

describe('what is told of decisions', () => {
  const done = (id: string) => ({ kind: 'done', decision: 'accept', order: someOrder({ id }) }) as const;
  const lost = (id: string) => ({ kind: 'unknown', order: someOrder({ id }) }) as const;

  it('good news gives way to the next; bad news stays until it is put away', () => {
    const notes = [done('a'), lost('b'), done('c')].reduce(withNote, []);
    expect(notes.map(({ order }) => order.id)).toEqual(['b', 'c']);
    expect(withoutNote(notes, 'b')).toEqual([done('c')]);
  });

  it('about the same order → the later; of many → the last three', () => {
    expect([lost('a'), done('a')].reduce(withNote, [])).toEqual([done('a')]);
    expect(['a', 'b', 'c', 'd'].map(lost).reduce(withNote, [])).toHaveLength(3);
  });
});

describe('a refusal being written', () => {
  it('no reason → not sent; “other” without a word → not sent', () => {
    expect(draftOf(null, 'x')).toEqual({ kind: 'incomplete', lacks: 'reason' });
    expect(draftOf('OTHER', '  ')).toEqual({ kind: 'incomplete', lacks: 'message' });
  });

  it('complete → trimmed, at most 200 characters, no empty message', () => {
    expect(draftOf('CLOSED', ' ')).toEqual({ kind: 'complete', refusal: { reason: 'CLOSED' } });
    const long = draftOf('OTHER', ` ${'x'.repeat(300)} `);
    expect(long).toEqual({ kind: 'complete', refusal: { reason: 'OTHER', message: 'x'.repeat(200) } });
  });
});

describe('the money', () => {
  const due = { paymentMethod: 'ON_PICKUP', paymentStatus: 'DUE_AT_PICKUP' } as const;
  it.each<[Partial<Order>, string, string]>([
    [{}, 'paid', 'Payée en ligne'],
    [due, 'due', 'À encaisser : 12,45 €'],
    [{ ...due, status: 'REJECTED', paymentWords: 'Rien à encaisser' }, 'other', 'Rien à encaisser'],
    [{ paymentMethod: 'ON_PICKUP', status: 'COLLECTED' }, 'paid', 'Payée'],
    [{ paymentStatus: 'DISPUTED', paymentWords: 'Paiement contesté' }, 'attention', 'Paiement contesté'],
    [
      { paymentStatus: 'REFUND_FAILED', status: 'REJECTED', paymentWords: 'n’a pas abouti' },
      'attention',
      'n’a pas abouti',
    ],
    [{ status: 'REJECTED', paymentWords: 'va être demandé' }, 'other', 'va être demandé'],
  ])('%j → %s: %s', (change, kind, words) => {
    const said = moneyWords(someOrder(change), FR, formats);
    expect([said.kind, spaced(said.words)]).toEqual([kind, words]);
  });

  it.each([
    [{ quantity: 500, unit: 'g' }, '500 g'],
    [{ quantity: 1_250, unit: 'g' }, '1,25 kg'],
    [{ quantity: 2, unit: 'kg' }, '2 kg'],
    [{ quantity: 1, unit: 'piece' }, '1 pièce'],
    [{ quantity: 3, unit: 'piece' }, '3 pièces'],
  ] as const)('%j → %s', (item, words) => expect(spaced(amountWords(item, formats, FR))).toBe(words));
});

describe('searching', () => {
  const order = someOrder({ contactName: 'Ève  Curie-Joliot', contactPhone: '+33 6 12 34 56 78' });
  it.each([
    ['', true],
    ['k7', true],
    ['K7 MA', true],
    ['7m', false],
    ['eve curie', true],
    ['JOLIOT', true],
    ['marie', false],
    ['order0000', true],
    ['06 12 34', true],
    ['345678', true],
    ['12', false],
  ])('“%s” → found: %s', (wanted, isFound) => expect(matches(order, wanted)).toBe(isFound));

  it('what may be an order’s number is asked for; a name is not', () => {
    expect(looksLikeId(' ctt43kb4fpn7an2agl4wydf7y2 ')).toBe(true);
    expect([looksLikeId('Marie Curie'), looksLikeId('K7MA')]).toEqual([false, false]);
  });
});

describe('the connection', () => {
  const fine = { stream: 'live', isOnline: true, reading: 'done', isSignedOut: false, lostAt: null } as const;
  const lostAt = Date.parse('2026-11-25T11:03:00Z');
  const say = (change: object) => connectionWords({ ...fine, ...change }, FR, formats.clock);

  it('live and read → up to date; each doubt → said', () => {
    expect(say({})).toEqual({ tone: 'good', words: 'À jour' });
    expect(say({ isOnline: false, lostAt })).toEqual({
      tone: 'bad',
      words: 'Connexion perdue depuis 12:03, reprise…',
    });
    expect(say({ stream: 'lost', lostAt }).tone).toBe('bad');
    expect(say({ reading: 'failed', lostAt }).tone).toBe('bad');
    expect(say({ stream: 'resting' })).toEqual({
      tone: 'wait',
      words: 'Pas de direct : relecture toutes les 15 s',
    });
    expect(say({ stream: 'resting', reading: 'failed', lostAt }).tone).toBe('bad');
    for (const stream of ['connecting', 'live', 'resting'] as const)
      expect(say({ stream, reading: 'none', lostAt })).toEqual({ tone: 'wait', words: 'Connexion…' });
    expect(say({ isSignedOut: true, stream: 'lost', lostAt })).toEqual({ tone: 'bad', words: 'Déconnecté' });
  });
});

describe('what has moved under the finger', () => {
  it.each<[before: string, now: string, isSo: boolean]>([
    ['', 'a', false],
    ['a b', 'a b', false],
    ['a b', 'a b c', false],
    ['a b', 'b', true],
    ['a b', 'c a b', true],
    ['a', '', true],
  ])('“%s” becomes “%s” → %s', (before, now, isSo) => expect(isMoved(before, now)).toBe(isSo));
});

describe('addresses and choices', () => {
  it('each view has an address that leads back to it; any other is the first', () => {
    for (const view of VIEWS) expect(viewOf(new URL(addressOf(view), 'http://x').search)).toBe(view);
    expect(viewOf('?liste=nulle-part')).toBe('decide');
  });

  it('one shop → no choice; several → the kept one, if it is still theirs', () => {
    const [a, b] = [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ];
    expect(chosenOf([a], 'b')).toBe(a);
    expect(chosenOf([a, b], 'b')).toBe(b);
    expect([chosenOf([a, b], null), chosenOf([a, b], 'c'), chosenOf([], 'a')]).toEqual([null, null, null]);
  });
});
