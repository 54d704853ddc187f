// Paying online in a real browser: cards that work, cards that do not, pages left and come back to, money returned.
import { afterEach, describe, expect, it } from 'vitest';
import { CARDS, payOnPage } from '../support/hosted-page.ts';
import { IS_SKIPPED, type Storefront, storefrontForFile } from './storefront-hooks.ts';
import { AT_SHOP, fillBasket, goToPayment, orderButton, orderIdIn, sees, typeCard } from './visitor.ts';

let storefront: Storefront;
storefrontForFile((opened) => {
  storefront = opened;
});
afterEach(async () => {
  if (!IS_SKIPPED) await storefront.stripe.control('/webhooks', { mode: 'normal' });
});

/** The basket of `fillBasket`. */
const TOTAL = 2_425;

async function atPayment() {
  const customer = await storefront.newCustomer();
  await fillBasket(customer);
  await goToPayment(customer);
  return customer;
}

async function paid() {
  const customer = await atPayment();
  await typeCard(customer, CARDS.ok);
  await sees(customer, AT_SHOP);
  return { customer, orderId: orderIdIn(customer) };
}

describe.skipIf(IS_SKIPPED)('a card that works', () => {
  it('→ the order is at the shop, and its page follows it by itself until it is ready', async () => {
    const { customer, orderId } = await paid();
    await sees(customer, 'Paiement confirmé');
    await sees(customer, /^Payé · 24,25/);
    const { pickupCode } = await customer.api.order(orderId);
    await sees(customer, pickupCode);
    expect(customer.page.url()).toMatch(new RegExp(`/commande/${orderId}$`));
    await storefront.butcher.decide(orderId, 'accept');
    await sees(customer, 'La boucherie a accepté votre commande et la prépare.');
    await storefront.butcher.decide(orderId, 'ready');
    await sees(customer, 'Votre commande est prête : vous pouvez venir la retirer.');
    expect(await customer.orderIds()).toEqual([orderId]);
  });

  it('→ the basket is empty; going back orders and pays nothing again', async () => {
    const { customer, orderId } = await paid();
    const { page } = customer;
    for (let steps = 0; steps < 4 && !page.url().endsWith('/panier'); steps += 1) {
      await page.goBack();
      expect(page.url()).not.toMatch(/confirmation/);
    }
    await sees(customer, 'Votre panier est vide.');
    expect(await customer.orderIds()).toEqual([orderId]);
    expect((await storefront.stripe.booksOf(orderId)).captured).toBe(TOTAL);
  });

  it('→ paid, and the browser closed before it came back: the basket is empty all the same', async () => {
    const customer = await atPayment();
    const [orderId = ''] = await customer.orderIds();
    await payOnPage(customer.page.url(), CARDS.ok);
    await customer.api.waitFor(orderId, { paymentStatus: 'PAID' }, 30_000);
    await customer.open('/panier');
    await sees(customer, 'Votre panier est vide.');
  });

  it('3-D Secure → asked by the bank, then at the shop', async () => {
    const customer = await atPayment();
    await typeCard(customer, CARDS.authentication);
    await customer.page.getByRole('button', { name: 'Terminer l’authentification' }).click();
    await sees(customer, AT_SHOP);
  });
});

describe.skipIf(IS_SKIPPED)('a card that is declined', () => {
  it('→ nothing is said to be paid; another card → one order, paid once', async () => {
    const customer = await atPayment();
    await typeCard(customer, CARDS.declined);
    await sees(customer, 'Votre carte a été refusée.');
    await typeCard(customer, CARDS.ok);
    await sees(customer, AT_SHOP);
    const orderId = orderIdIn(customer);
    expect(await customer.orderIds()).toEqual([orderId]);
    expect((await storefront.stripe.booksOf(orderId)).captured).toBe(TOTAL);
  });
});

describe.skipIf(IS_SKIPPED)('the payment page is left', () => {
  it('→ the basket is kept, the payment can be taken up again, and ends in the same order', async () => {
    const customer = await atPayment();
    const { page } = customer;
    await page.getByRole('link', { name: 'Retour' }).click();
    await sees(customer, 'Une commande attend votre paiement');
    await sees(customer, 'Bavette d’aloyau');
    expect(await orderButton(customer).count()).toBe(0);
    const [orderId] = await customer.orderIds();
    await page.getByRole('link', { name: 'Reprendre le paiement' }).click();
    await typeCard(customer, CARDS.ok);
    await sees(customer, AT_SHOP);
    expect(orderIdIn(customer)).toBe(orderId);
    await customer.open('/panier');
    await sees(customer, 'Votre panier est vide.');
  });

  it('→ the order can be dropped: the basket stays and can be ordered anew', async () => {
    const customer = await atPayment();
    await customer.page.getByRole('link', { name: 'Retour' }).click();
    await customer.page.getByRole('button', { name: 'Annuler et modifier mon panier' }).click();
    await orderButton(customer).waitFor();
    const [orderId = ''] = await customer.orderIds();
    expect((await customer.api.order(orderId)).status).toBe('CANCELLED');
    await sees(customer, 'Bavette d’aloyau');
  });

  it('→ the order’s own page offers to pay, and shows no code before', async () => {
    const customer = await atPayment();
    const [orderId = ''] = await customer.orderIds();
    await customer.open(`/commande/${orderId}`);
    await sees(customer, 'Votre commande attend votre paiement.');
    expect(await customer.page.getByText('Code de retrait').count()).toBe(0);
    await customer.page.getByRole('link', { name: 'Payer maintenant' }).click();
    await typeCard(customer, CARDS.ok);
    await sees(customer, AT_SHOP);
    await sees(customer, 'Code de retrait');
  });
});

describe.skipIf(IS_SKIPPED)('the shop refuses an order that is paid', () => {
  it('→ the customer’s page shows the refund by itself, in the shop’s words', async () => {
    const { customer, orderId } = await paid();
    await storefront.butcher.decide(orderId, 'reject', { reason: 'OUT_OF_STOCK', message: 'Revenez jeudi.' });
    await sees(customer, 'La boucherie n’a pas pu accepter votre commande.');
    await sees(customer, 'Revenez jeudi.');
    await sees(customer, /^Remboursement effectué · 24,25/);
    await sees(customer, 'Remboursement effectué');
    expect((await storefront.stripe.booksOf(orderId)).refunded).toBe(TOTAL);
  });
});

describe.skipIf(IS_SKIPPED)('every webhook is lost', () => {
  it('→ the page back from the payment asks, and tells the truth all the same', async () => {
    const customer = await atPayment();
    await storefront.stripe.control('/webhooks', { mode: 'lost' });
    await typeCard(customer, CARDS.ok);
    await sees(customer, AT_SHOP);
    await sees(customer, /^Payé · 24,25/);
  });
});

describe.skipIf(IS_SKIPPED)('the confirmation page, opened without having paid', () => {
  it('→ claims nothing, says after a while what happens next, and is not come back to', async () => {
    const customer = await atPayment();
    const { page } = customer;
    const [orderId = ''] = await customer.orderIds();
    await customer.open(`/commande/${orderId}/confirmation?session_id=cs_test_forged`);
    await sees(customer, 'Vérification du paiement');
    await sees(customer, /Vous pouvez fermer cette page/);
    expect(await page.getByText(/confirmé$/).count()).toBe(0);
    await page.getByRole('link', { name: 'Suivre ma commande' }).click();
    await sees(customer, 'Votre commande attend votre paiement.');
    await page.goBack();
    expect(page.url()).not.toMatch(/confirmation/);
  }, 90_000);
});

describe.skipIf(IS_SKIPPED)('reloaded at every step', () => {
  it('→ one order, paid once', async () => {
    const customer = await storefront.newCustomer();
    const { page } = customer;
    await fillBasket(customer);
    await page.reload();
    await orderButton(customer).waitFor();
    await goToPayment(customer);
    await page.reload();
    await typeCard(customer, CARDS.authentication);
    const authenticated = page.getByRole('button', { name: 'Terminer l’authentification' });
    await authenticated.waitFor();
    await page.reload();
    await authenticated.click();
    await page.waitForURL(/\/commande\//);
    await sees(customer, AT_SHOP);
    await page.reload();
    await sees(customer, AT_SHOP);
    expect(await customer.orderIds()).toEqual([orderIdIn(customer)]);
    expect((await storefront.stripe.booksOf(orderIdIn(customer))).captured).toBe(TOTAL);
  });
});
