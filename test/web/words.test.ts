// Languages, formats, and where an order stands in words.
import { describe, expect, it } from 'vitest';
import { ORDER_STATUSES, PAYMENT_STATUSES } from '../../domain/order-status.ts';
import { TIMELINE_KINDS } from '../../domain/timeline.ts';
import { createFormats } from '../../web/language/formats.ts';
import { chooseLanguage, loadTexts } from '../../web/language/language.ts';
import { progressOf, sentenceOf, shortWords, toneOf } from '../../web/order/order-words.ts';
import { townOf } from '../../web/shops/shop-name.ts';
import { someOrder } from '../console/some-order.ts';

describe('the language', () => {
  it.each([
    [['fr-FR'], 'fr'],
    [['en-US', 'fr'], 'en'],
    [['de', 'en-GB'], 'en'],
    [['de'], 'fr'],
    [[], 'fr'],
    [['FR-ca', 'en'], 'fr'],
  ] as const)('%j → %s', (wished, language) => {
    expect(chooseLanguage(wished)).toBe(language);
  });

  it.each(['fr', 'en'] as const)('%s → a word for every status, reason and kind', async (language) => {
    const texts = await loadTexts(language);
    for (const kind of TIMELINE_KINDS) expect(texts.timeline.kinds).toHaveProperty(kind);
    for (const status of ORDER_STATUSES) expect(texts.order.sentences[status].length).toBeGreaterThan(10);
  });
});

describe('formats', () => {
  const now = Date.parse('2026-11-25T22:30:00Z');
  const french = createFormats('fr', () => now);
  const plain = (text: string): string => text.replaceAll(/\s/g, ' ');

  it('money and weights → as a French shop writes them', () => {
    expect(plain(french.money(123_456))).toBe('1 234,56 €');
    expect([50, 950, 1_000, 1_550].map((grams) => plain(french.weight(grams)))).toEqual([
      '50 g',
      '950 g',
      '1 kg',
      '1,55 kg',
    ]);
  });

  it('times → of Paris, today and tomorrow by name, also just before midnight', () => {
    expect(french.clock('2026-11-25T23:15:00Z')).toBe('00:15');
    expect(french.dayAndClock('2026-11-25T22:45:00Z')).toBe('aujourd’hui à 23:45');
    expect(french.dayAndClock('2026-11-25T23:15:00Z')).toBe('demain à 00:15');
    expect(french.nearDay('2026-11-28T09:00:00Z', 'alone')).toBe('Samedi 28 novembre');
    expect(french.weekday(7)).toBe('dimanche');
    expect(createFormats('en', () => now).dayAndClock('2026-11-25T23:15:00Z')).toBe('tomorrow at 00:15');
  });
});

describe('where an order stands', () => {
  it('not paid yet → never said to be at the shop', async () => {
    const texts = await loadTexts('fr');
    for (const paymentStatus of ['AWAITING', 'PROCESSING'] as const) {
      expect(sentenceOf(someOrder({ paymentStatus }), texts)).not.toMatch(/a reçu/);
      expect(shortWords(someOrder({ paymentStatus }), texts)).toBe('En attente de paiement');
      expect(progressOf(someOrder({ paymentStatus }))?.done).toBe(1);
    }
    expect(sentenceOf(someOrder({}), texts)).toMatch(/a reçu votre commande/);
  });

  it('every status with every state of the money → a sentence, a tone, a line or none', async () => {
    const texts = await loadTexts('fr');
    for (const status of ORDER_STATUSES) {
      for (const paymentStatus of PAYMENT_STATUSES) {
        const one = someOrder({ status, paymentStatus });
        expect(sentenceOf(one, texts)).toMatch(/[.!]$/);
        expect(toneOf(one)).toMatch(/good|wait|bad|quiet/);
        const progress = progressOf(one);
        expect(progress === null).toBe(['REJECTED', 'CANCELLED', 'EXPIRED', 'NO_SHOW'].includes(status));
        if (progress !== null) expect(progress.done).toBeLessThanOrEqual(progress.steps.length);
      }
    }
  });

  it('at the counter → no step for a payment made before', () => {
    const { steps, done } = progressOf(someOrder({ paymentMethod: 'ON_PICKUP', status: 'READY' })) ?? {};
    expect([steps, done]).toEqual([['placed', 'accepted', 'ready', 'collected'], 3]);
  });
});

it('a shop’s name → with or without its town', () => {
  expect(townOf('Maison Dubois (Nantes)')).toEqual({ name: 'Maison Dubois', town: 'Nantes' });
  expect(townOf('Démo Express')).toEqual({ name: 'Démo Express', town: null });
});
