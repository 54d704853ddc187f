// Ordering at the counter in a real browser: impatient fingers, tunnels, lost answers, refusals, signing in on the way.
import { describe, expect, it } from 'vitest';
import {
  atCounter,
  type Customer,
  IS_SKIPPED,
  type Storefront,
  storefrontForFile,
} from './storefront-hooks.ts';
import { AT_SHOP, choosePayment, fillBasket, orderButton, orderIdIn, sees, type Visitor } from './visitor.ts';

let storefront: Storefront;
storefrontForFile((opened) => {
  storefront = opened;
});

/** Milliseconds: a page without news would look again only later. */
const BEFORE_ANOTHER_LOOK = 10_000;

async function ordered(): Promise<{ readonly customer: Customer; readonly orderId: string }> {
  const customer = await atCounter(storefront);
  await orderButton(customer).click();
  await sees(customer, AT_SHOP);
  return { customer, orderId: orderIdIn(customer) };
}

describe.skipIf(IS_SKIPPED)('an order for the counter', () => {
  it('with a time, a name and a note → at the shop as wished; among the customer’s own orders', async () => {
    const customer = await atCounter(storefront);
    const { page } = customer;
    await page.getByLabel('Jour').selectOption({ index: 2 });
    const slot = await page.getByLabel('Heure').inputValue();
    await page.getByLabel(/^Nom/).fill('Marie Curie');
    await page.getByLabel(/^Téléphone/).fill('06 12 34 56 78');
    await page.getByLabel(/^Message/).fill('En tranches fines');
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
    await sees(customer, /^À payer au retrait · 24,25/);
    const answer = await page.request.get(`/api/orders/${orderIdIn(customer)}`);
    expect(await answer.json()).toMatchObject({
      pickupAt: slot,
      paymentMethod: 'ON_PICKUP',
      totalCents: 2_425,
    });
    await customer.open('/mes-commandes');
    await page.getByRole('link', { name: 'Boucherie Martin' }).click();
    await sees(customer, AT_SHOP);
  });

  it('cancelled, after being asked once more → cancelled, nothing to pay', async () => {
    const { customer, orderId } = await ordered();
    const { page } = customer;
    await page.getByRole('button', { name: 'Annuler la commande' }).click();
    await page.getByRole('button', { name: 'Garder ma commande' }).click();
    expect((await customer.api.order(orderId)).status).toBe('PENDING');
    await page.getByRole('button', { name: 'Annuler la commande' }).click();
    await page.getByRole('button', { name: 'Oui, annuler' }).click();
    await sees(customer, 'Votre commande est annulée.');
    await sees(customer, /^Rien à payer/);
  });

  it('accepted by the shop while the customer looks at the page → it changes by itself, within moments', async () => {
    const { customer, orderId } = await ordered();
    await customer.page.getByRole('button', { name: 'Annuler la commande' }).click();
    await storefront.butcher.decide(orderId, 'accept');
    await customer.page
      .getByText('La boucherie a accepté votre commande et la prépare.')
      .first()
      .waitFor({ timeout: BEFORE_ANOTHER_LOOK });
    expect(await customer.page.getByRole('button', { name: 'Oui, annuler' }).count()).toBe(0);
  });

  it('cancelled when the shop has just accepted it → refused in words, and the page shows what is so', async () => {
    const customer = await atCounter(storefront);
    // The news of the shop's answer is still on its way.
    await customer.page.route('**/stream', (route) => route.abort());
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
    const orderId = orderIdIn(customer);
    await customer.page.getByRole('button', { name: 'Annuler la commande' }).click();
    await storefront.butcher.decide(orderId, 'accept');
    await customer.page.getByRole('button', { name: 'Oui, annuler' }).click();
    await sees(customer, 'La boucherie a accepté votre commande et la prépare.');
  });
});

describe.skipIf(IS_SKIPPED)('impatience and tunnels', () => {
  it('tapped twice, and many times → one order', async () => {
    const customer = await atCounter(storefront);
    const button = await orderButton(customer).elementHandle();
    await button?.evaluate((element) => {
      // What the role says: a button.
      const pressed = element as HTMLButtonElement;
      for (let taps = 0; taps < 5; taps += 1) pressed.click();
    });
    await sees(customer, AT_SHOP);
    expect(await customer.orderIds()).toEqual([orderIdIn(customer)]);
  });

  it('offline → said, the basket kept, nothing to press; back again → ordered', async () => {
    const customer = await atCounter(storefront);
    await customer.context.setOffline(true);
    await sees(customer, /Vous êtes hors ligne : votre panier est gardé/);
    expect(await orderButton(customer).isDisabled()).toBe(true);
    await customer.context.setOffline(false);
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
    expect(await customer.orderIds()).toHaveLength(1);
  });

  it('in a tunnel that swallows what is asked → the basket is there all the same, without waiting for it', async () => {
    const customer = await storefront.newCustomer();
    const { page } = customer;
    const held: (() => Promise<void>)[] = [];
    await page.route('**/api/orders?status=PENDING*', (route) => void held.push(() => route.continue()));
    await fillBasket(customer);
    await orderButton(customer).waitFor({ timeout: BEFORE_ANOTHER_LOOK });
    expect(held.length).toBeGreaterThan(0);
    for (const letThrough of held) await letThrough();
  });

  it('the answer is lost, again and again, the page reloaded in between → still one order', async () => {
    const customer = await atCounter(storefront);
    const { page } = customer;
    const keys = new Set<string | undefined>();
    let isLosing = true;
    await page.route('**/api/orders', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.add(route.request().headers()['idempotency-key']);
      if (!isLosing) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await orderButton(customer).click();
    await sees(customer, /votre commande ne sera jamais passée deux fois/);
    await page.reload();
    isLosing = false;
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
    expect([keys.size, await customer.orderIds()]).toEqual([1, [orderIdIn(customer)]]);
  });

  it('the service is away for a moment → waited for, ordered once', async () => {
    const customer = await atCounter(storefront);
    let refusals = 2;
    await customer.page.route('**/api/orders', (route) => {
      if (route.request().method() !== 'POST' || refusals === 0) return route.continue();
      refusals -= 1;
      return route.fulfill({ status: 503, headers: { 'Retry-After': '1' }, body: '' });
    });
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
    expect(await customer.orderIds()).toHaveLength(1);
  });

  it('the answer was lost and the basket changed since → the order that was made is named, not made twice', async () => {
    const customer = await atCounter(storefront);
    const { page } = customer;
    await page.route(
      '**/api/orders',
      async (route) => {
        await route.fetch();
        return route.abort();
      },
      { times: 5 },
    );
    await orderButton(customer).click();
    await sees(customer, /votre commande ne sera jamais passée deux fois/);
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Plus de Caille des Dombes' }).click();
    await orderButton(customer).click();
    await sees(customer, /Une commande a déjà été passée avec ce panier/);
    expect(await customer.orderIds()).toHaveLength(1);
  });
});

describe.skipIf(IS_SKIPPED)('what the server refuses', () => {
  it('a product no longer sold → its line is named; taken out, the rest can be ordered', async () => {
    const customer = await atCounter(storefront);
    const { page } = customer;
    await page.evaluate(() => {
      const key = 'klikandgo.basket.boucherie-martin';
      const kept = window.localStorage.getItem(key) ?? '';
      window.localStorage.setItem(key, kept.replace('boeuf-bavette', 'licorne'));
    });
    await page.reload();
    await sees(customer, /n’existe pas ou n’est plus vendu/);
    await sees(customer, 'À corriger');
    await page.getByRole('button', { name: 'Retirer licorne' }).click();
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
  });

  it('a time that is past since → named; another one chosen, ordered', async () => {
    const customer = await atCounter(storefront);
    const { page } = customer;
    await page.evaluate(() => {
      const key = 'klikandgo.basket.boucherie-martin';
      const kept = window.localStorage.getItem(key) ?? '';
      window.localStorage.setItem(
        key,
        kept.replace('"pickupAt":null', '"pickupAt":"2020-01-07T09:00:00.000Z"'),
      );
    });
    await page.reload();
    await sees(customer, /L’heure choisie n’est plus possible/);
    await orderButton(customer).click();
    await sees(customer, 'L’heure de retrait est déjà passée');
    await page.getByLabel('Jour').selectOption({ index: 1 });
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
  });
});

describe.skipIf(IS_SKIPPED)('somebody who is not signed in', () => {
  async function signInAsMarie({ page }: Visitor): Promise<void> {
    await page.getByRole('button', { name: 'Marie, cliente' }).click();
  }

  it('signs in before ordering → everything is as they left it', async () => {
    const stranger = await storefront.newStranger();
    const { page } = stranger;
    await fillBasket(stranger);
    await choosePayment(stranger, 'Au comptoir');
    await page.getByLabel(/^Message/).fill('Sans os');
    await page.getByRole('link', { name: 'Se connecter pour commander' }).click();
    await signInAsMarie(stranger);
    await orderButton(stranger).waitFor();
    expect(await page.getByLabel(/^Message/).inputValue()).toBe('Sans os');
    expect(await page.getByRole('radio', { name: /Au comptoir/ }).isChecked()).toBe(true);
    await orderButton(stranger).click();
    await sees(stranger, AT_SHOP);
  });

  it('opens an order → asked to sign in, and sees it then', async () => {
    const { orderId } = await ordered();
    const stranger = await storefront.newStranger();
    await stranger.open(`/commande/${orderId}`);
    await sees(stranger, 'Connectez-vous pour voir votre commande.');
    await stranger.page.getByRole('main').getByRole('link', { name: 'Se connecter' }).click();
    await signInAsMarie(stranger);
    await sees(stranger, 'Commande non trouvée');
    expect(new URL(stranger.page.url()).pathname).toBe(`/commande/${orderId}`);
  });

  it('opens their orders → asked to sign in', async () => {
    const stranger = await storefront.newStranger();
    await stranger.open('/mes-commandes');
    await sees(stranger, 'Connectez-vous pour voir vos commandes.');
  });
});

describe.skipIf(IS_SKIPPED)('an order of somebody else', () => {
  it('→ not found, word for word as one that is not there, with a way out', async () => {
    const { orderId } = await ordered();
    const other = await storefront.newCustomer();
    const seen = async (id: string): Promise<string> => {
      await other.open(`/commande/${id}`);
      await sees(other, 'Commande non trouvée');
      return (await other.page.getByRole('main').textContent()) ?? '';
    };
    expect(await seen(orderId)).toBe(await seen('zzzzzzzzzzzz'));
    await other.page.getByRole('link', { name: 'Voir les boutiques' }).click();
    await sees(other, 'Choisissez votre boucherie');
  });
});

describe.skipIf(IS_SKIPPED)('the catalogue', () => {
  it('quantities by step and at once → the server’s price follows', async () => {
    const customer = await storefront.newCustomer();
    const { page } = customer;
    await customer.open('/boutique/boucherie-martin');
    await page.getByRole('button', { name: 'Ajouter Bavette d’aloyau' }).click();
    await sees(customer, /1 article · 12,45/);
    await page.getByRole('button', { name: 'Plus de Bavette d’aloyau' }).click();
    await sees(customer, /1 article · 13,70/);
    await page.getByRole('button', { name: /^200\sg de Bavette d’aloyau/ }).click();
    await sees(customer, /1 article · 4,98/);
    for (let steps = 0; steps < 3; steps += 1)
      await page.getByRole('button', { name: 'Moins de Bavette d’aloyau' }).click();
    await page.getByRole('button', { name: 'Retirer Bavette d’aloyau' }).click();
    await page.getByRole('button', { name: 'Ajouter Bavette d’aloyau' }).waitFor();
    expect(await page.getByRole('link', { name: /Voir le panier/ }).count()).toBe(0);
  });

  it('a browser that prefers English → English, prices and all', async () => {
    const stranger = await storefront.newStranger({ locale: 'en-GB' });
    await stranger.open('/');
    await sees(stranger, 'Choose your butcher');
    expect(await stranger.page.locator('html').getAttribute('lang')).toBe('en');
    await stranger.open('/boutique/boucherie-martin');
    await sees(stranger, '€24.90/kg');
  });
});

describe.skipIf(IS_SKIPPED)('a browser that prefers English', () => {
  it('an order, and what became of its money → told in English, the shop’s own names aside', async () => {
    const customer = await storefront.newCustomer({ locale: 'en-GB' });
    const { id } = await customer.api.place({
      shopId: 'boucherie-martin',
      items: [{ productId: 'caille', quantity: 1, unit: 'piece' }],
      paymentMethod: 'ON_PICKUP',
    });
    await customer.open(`/commande/${id}`);
    await sees(customer, /^To be paid at pickup · €5\.90/);
    await storefront.butcher.decide(id, 'reject', { reason: 'CLOSED' });
    await sees(customer, 'Nothing to pay');
    expect(await customer.page.getByRole('main').textContent()).not.toMatch(/commande|payer|retrait/i);
    await customer.open('/mes-commandes');
    await sees(customer, 'Nothing to pay');
  });

  it('an order that is not there → the problem in English', async () => {
    const customer = await storefront.newCustomer({ locale: 'en-GB' });
    await customer.open('/commande/zzzzzzzzzzzz');
    await sees(customer, 'Order not found');
  });
});
