// The two ends of one order, each in a browser of their own: what one side does, the other sees by itself.
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../web/console/desk/views.ts';
import { type Customer, IS_SKIPPED, type Storefront, storefrontForFile } from './storefront-hooks.ts';
import {
  AT_SHOP,
  choosePayment,
  fillBasket,
  goToPayment,
  orderButton,
  orderIdIn,
  sees,
  typeCard,
  type Visitor,
  visit,
} from './visitor.ts';

let storefront: Storefront;
storefrontForFile((opened) => {
  storefront = opened;
});

async function newButcher(): Promise<Visitor> {
  const { api, tokens } = storefront.stack.info;
  const butcher = await visit(storefront.browser, { base: api, token: tokens.butchers['boucherie-martin'] });
  await butcher.open('/boucher');
  await sees(butcher, 'À jour');
  return butcher;
}

async function paidOnline(): Promise<Customer> {
  const customer = await storefront.newCustomer();
  await fillBasket(customer);
  await choosePayment(customer, 'En ligne, par carte');
  await goToPayment(customer);
  await typeCard(customer, '4242424242424242');
  await sees(customer, AT_SHOP);
  return customer;
}

const cardOf = ({ page }: Visitor, code: string) => page.getByRole('article').filter({ hasText: code });

describe.skipIf(IS_SKIPPED)('customer and butcher', () => {
  it('paid online, accepted, ready, handed over → each page follows the other’s taps', async () => {
    const butcher = await newButcher();
    const customer = await paidOnline();
    const { pickupCode } = await customer.api.order(orderIdIn(customer));

    await cardOf(butcher, pickupCode).getByRole('button', { name: 'Accepter' }).click();
    await sees(customer, 'La boucherie a accepté votre commande et la prépare.');

    await butcher.page.locator(`nav a[href="${addressOf('preparing')}"]`).click();
    await cardOf(butcher, pickupCode).getByRole('button', { name: 'Prête' }).click();
    await sees(customer, 'Votre commande est prête : vous pouvez venir la retirer.');
    await customer.page.reload();
    await sees(customer, pickupCode);
  });

  it('refused at the counter → the customer reads why, and that the money is on its way back', async () => {
    const butcher = await newButcher();
    const customer = await paidOnline();
    const orderId = orderIdIn(customer);
    const { pickupCode } = await customer.api.order(orderId);

    await cardOf(butcher, pickupCode).getByRole('button', { name: 'Refuser' }).click();
    const question = butcher.page.getByRole('dialog');
    await question.getByText('Un article manque').click();
    await question.getByRole('button', { name: 'Refuser la commande' }).click();
    await sees(customer, 'La boucherie n’a pas pu accepter votre commande.');
    await sees(customer, /Remboursement effectué/);
    expect(await customer.api.order(orderId)).toMatchObject({ paymentStatus: 'REFUNDED' });
  });

  it('cancelled by the customer → gone from what the butcher has to decide', async () => {
    const butcher = await newButcher();
    const customer = await storefront.newCustomer();
    await fillBasket(customer);
    await choosePayment(customer, 'Au comptoir');
    await orderButton(customer).click();
    await sees(customer, AT_SHOP);
    const { pickupCode } = await customer.api.order(orderIdIn(customer));
    await cardOf(butcher, pickupCode).waitFor();
    await customer.page.getByRole('button', { name: 'Annuler la commande' }).click();
    await customer.page.getByRole('button', { name: 'Oui, annuler' }).click();
    await cardOf(butcher, pickupCode)
      .getByRole('button', { name: 'Accepter' })
      .waitFor({ state: 'detached' });
  });
});
