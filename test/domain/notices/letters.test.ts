// What people are written: in French, honest about the money, and with every word escaped.
import { describe, expect, it } from 'vitest';
import { actor } from '../../../domain/actor.ts';
import { customerLetter } from '../../../domain/notices/customer-letter.ts';
import { letterHtml, letterText } from '../../../domain/notices/letter-body.ts';
import { channelsOf } from '../../../domain/notices/notice-table.ts';
import { parisWords } from '../../../domain/notices/paris-words.ts';
import { shopLetter } from '../../../domain/notices/shop-letter.ts';
import { PAYMENT_STATUSES } from '../../../domain/order-status.ts';
import type { StoredOrder } from '../../../domain/ports/order-store.ts';
import { instant } from '../../../domain/time.ts';
import { TIMELINE_KINDS, type TimelineKind } from '../../../domain/timeline.ts';
import { NOW, storedOrder } from './stories.ts';

const APP = 'https://klikandgo.example';
const toCustomer = (kind: TimelineKind, order: StoredOrder, message: string | null = null) =>
  customerLetter(kind, { order, message, appUrl: APP });
const textOf = (kind: TimelineKind, order: StoredOrder, message: string | null = null): string => {
  const letter = toCustomer(kind, order, message);
  return letter === null ? '' : letterText(letter);
};

describe('a letter', () => {
  it.each(TIMELINE_KINDS)('of %s → there is one for each who is written to, and no other', (kind) => {
    const order = storedOrder();
    const channels = [
      ...channelsOf(kind, actor('customer', 'user_1')),
      ...channelsOf(kind, actor('butcher', 'user_2')),
    ];
    expect(toCustomer(kind, order) !== null).toBe(channels.includes('CUSTOMER_EMAIL'));
    expect(shopLetter(kind, order, APP) !== null).toBe(channels.includes('SHOP_EMAIL'));
  });

  it('to a customer → leads to the order, and names code and total', () => {
    const order = storedOrder({}, { pickupAt: instant(Date.UTC(2026, 6, 1, 16, 5)) });
    const text = textOf('ACCEPTED', order);
    expect(text).toContain(`${APP}/commande/${order.placed.orderId}`);
    expect(text).toContain('Votre code de retrait : B4K7.');
    expect(text).toContain('Total : 37,40 €');
    expect(text).toContain('Bavette de bœuf, 500 g : 12,45 €');
    expect(text).toContain('Retrait : mercredi 1er juillet à 18 h 05.');
  });

  it('to a shop → leads to its page, and names no person', () => {
    const order = storedOrder();
    const letter = shopLetter('BUTCHER_ALERTED', order, APP);
    expect(letter?.link.url).toBe(`${APP}/boucher`);
    expect(JSON.stringify(letter)).not.toContain(order.placed.customerId);
    expect(letter?.paragraphs).toContain(
      `Sans réponse avant ${parisWords(NOW)}, elle est refusée automatiquement.`,
    );
  });

  it('of an order paid online says so; at the counter it is still to be paid', () => {
    expect(textOf('BUTCHER_ALERTED', storedOrder())).toContain('Votre paiement est confirmé.');
    const atCounter = storedOrder({ paymentStatus: 'DUE_AT_PICKUP' }, { paymentMethod: 'ON_PICKUP' });
    expect(textOf('BUTCHER_ALERTED', atCounter)).toContain('Vous payez au retrait.');
  });
});

describe('a refusal', () => {
  const refused = (paymentStatus: (typeof PAYMENT_STATUSES)[number]) =>
    textOf('REJECTED', storedOrder({ status: 'REJECTED', reason: 'OUT_OF_STOCK', paymentStatus }));

  it.each([
    ['DUE_AT_PICKUP', 'Vous n’avez rien à payer.'],
    ['ABANDONED', 'Rien n’a été payé.'],
    ['PAID', 'Le remboursement de 37,40 € est lancé'],
    ['REFUND_PENDING', 'Le remboursement de 37,40 € est lancé'],
    ['REFUNDED', 'Le remboursement de 37,40 € est fait'],
    ['REFUND_FAILED', 'la boutique vous contacte'],
    ['DISPUTED', 'c’est elle qui décide'],
  ] as const)('with the money %s → says exactly that', (status, words) => {
    expect(refused(status)).toContain(words);
  });

  it('never says that money is back which is not', () => {
    const saying = PAYMENT_STATUSES.filter((status) => refused(status).includes('est fait'));
    expect(saying).toEqual(['REFUNDED']);
  });

  it('tells why, and what the butcher wrote', () => {
    const order = storedOrder({ status: 'REJECTED', reason: 'OUT_OF_STOCK' });
    expect(textOf('REJECTED', order, 'Revenez demain !')).toContain(
      'Message de la boutique : Revenez demain !',
    );
    expect(textOf('REJECTED', order)).toContain('n’a plus ce qu’il faut');
    expect(textOf('CANCELLED', storedOrder({ status: 'CANCELLED', reason: 'OTHER' }))).toContain(
      'est annulée.',
    );
  });
});

describe('the HTML of a letter', () => {
  it('is escaped word by word, and takes nothing from elsewhere', () => {
    const order = storedOrder(
      { status: 'REJECTED', reason: 'OTHER' },
      { shopName: `<script>alert("1")</script> & 'fils'` },
    );
    const letter = toCustomer('REJECTED', order, '<img src=x onerror=alert(1)>');
    const html = letter === null ? '' : letterHtml(letter);
    expect(html).not.toMatch(/<(script|img)/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;fils&#39;');
    const tags = new Set(Array.from(html.matchAll(/<(\w+)/g), ([, tag]) => tag));
    expect(tags).toEqual(new Set(['a', 'body', 'head', 'html', 'li', 'meta', 'p', 'title', 'ul']));
    expect(html.match(/ href="[^"]*"/g)).toEqual([` href="${letter?.link.url}"`]);
  });
});

describe('a moment in words', () => {
  it.each([
    [Date.UTC(2026, 10, 24, 17, 30), 'mardi 24 novembre à 18 h 30'],
    [Date.UTC(2026, 6, 31, 22, 5), 'samedi 1er août à 0 h 05'],
    [Date.UTC(2026, 11, 31, 23, 0), 'vendredi 1er janvier à 0 h 00'],
  ])('%i → %s', (at, words) => {
    expect(parisWords(instant(at))).toBe(words);
  });
});
