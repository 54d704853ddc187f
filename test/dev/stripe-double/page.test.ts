// The hosted payment page: French, plain HTML, safe to reload and to press twice.
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutParams } from '../../support/checkout-params.ts';
import { CARDS, submitCard } from '../../support/hosted-page.ts';
import { type CheckedDouble, startCheckedDouble } from '../../support/stripe-double.ts';

let double: CheckedDouble;
beforeAll(async () => {
  double = await startCheckedDouble();
});
afterAll(async () => {
  await double.close();
});

const open = (changes: Partial<Stripe.Checkout.SessionCreateParams> = {}, cents = 3998) =>
  double.stripe.checkout.sessions.create(checkoutParams('page', changes, cents));
const load = async (url: string | null, headers: Record<string, string> = {}) => {
  const response = await fetch(url ?? '', { headers });
  return { status: response.status, text: (await response.text()).replaceAll(/[\u00a0\u202f]/g, ' ') };
};

describe('the payment page', () => {
  it('asks in French, names the amount, has no script, and says that it is not real', async () => {
    const page = await load((await open()).url);
    for (const text of [
      'E-mail',
      'Numéro de carte',
      'Date d’expiration (MM/AA)',
      'Cryptogramme visuel',
      'Nom du titulaire',
      'Payer 39,98 €',
      'Retour',
      'Côte de bœuf',
      'aucune carte réelle',
    ])
      expect(page.text).toContain(text);
    expect(page.text).toContain('value="marie@example.fr"');
    expect(page.text).toContain('href="https://shop.test/panier"');
    expect(page.text).not.toContain('<script');
  });

  it('speaks English when the session, or the browser of an `auto` session, does', async () => {
    expect((await load((await open({ locale: 'en' })).url)).text).toContain('Card number');
    const auto = (await open({ locale: 'auto' })).url;
    expect((await load(auto, { 'accept-language': 'en-GB,en' })).text).toContain('Card number');
    expect((await load(auto, { 'accept-language': 'fr-FR' })).text).toContain('Numéro de carte');
  });

  it('shows texts as texts', async () => {
    const item = { price_data: { currency: 'eur', product_data: { name: '<b>Rôti</b>' }, unit_amount: 500 } };
    expect((await load((await open({ line_items: [item] })).url)).text).toContain('&lt;b&gt;Rôti&lt;/b&gt;');
  });

  it.each([
    ['a number that is no test card', { number: '4111111111111111' }, 'Votre numéro de carte est incorrect.'],
    [
      'an expiry in the past',
      { exp: '01/20' },
      'La date d’expiration de votre carte est incorrecte ou dépassée.',
    ],
    [
      'an expiry that is none',
      { exp: '13/39' },
      'La date d’expiration de votre carte est incorrecte ou dépassée.',
    ],
    ['a code that is none', { cvc: '12' }, 'Le cryptogramme visuel de votre carte est incorrect.'],
    ['no name', { name: '' }, 'Le nom du titulaire est obligatoire.'],
  ])('points out %s without charging', async (_, fields, text) => {
    const session = await open();
    const answer = await submitCard(session.url ?? '', CARDS.ok, fields);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(text);
    expect((await double.stripe.checkout.sessions.retrieve(session.id)).payment_intent).toBeNull();
  });

  it('asks for the e-mail when the session does not know it, and keeps it', async () => {
    const { customer_email: _, ...params } = checkoutParams('email');
    const session = await double.stripe.checkout.sessions.create(params);
    expect((await submitCard(session.url ?? '', CARDS.ok, { email: 'nope' })).text).toContain(
      'adresse e-mail',
    );
    await submitCard(session.url ?? '', CARDS.ok, { email: 'paul@example.fr' });
    const paid = await double.stripe.checkout.sessions.retrieve(session.id);
    expect(paid.customer_details?.email).toBe('paul@example.fr');
  });

  it('puts the session id at every place of the success address that asks for it', async () => {
    const success = 'https://shop.test/{CHECKOUT_SESSION_ID}?again={CHECKOUT_SESSION_ID}';
    const session = await open({ success_url: success });
    const { location } = await submitCard(session.url ?? '', CARDS.ok);
    expect(location).toBe(`https://shop.test/${session.id}?again=${session.id}`);
  });

  it('cannot be paid once its session expired', async () => {
    const session = await open();
    await double.stripe.checkout.sessions.expire(session.id);
    const page = await load(session.url);
    expect(page.text).toContain('Cette session de paiement a expiré.');
    expect(page.text).not.toContain('<form');
    expect((await submitCard(session.url ?? '', CARDS.ok)).status).toBe(410);
  });

  it('says so when the payment is made already', async () => {
    const session = await open();
    await submitCard(session.url ?? '', CARDS.ok);
    const page = await load(session.url);
    expect(page.text).toContain('Ce paiement est déjà effectué.');
    expect(page.text).not.toContain('<form');
  });

  it('is 404 for a session nobody made', async () => {
    expect((await load(`${double.url}/c/pay/cs_test_none`)).status).toBe(404);
  });

  it('sends 3ds visitors without an authentication under way back to the card form', async () => {
    const session = await open();
    const response = await fetch(`${session.url}/3ds`, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(session.url);
  });
});
