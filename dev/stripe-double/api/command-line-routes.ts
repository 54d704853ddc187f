// What Stripe's command line needs for `stripe trigger`: products, prices, payment methods, private payment pages.
import { z } from 'zod';
import type { Account } from '../account.ts';
import { readCard, readCardToken } from '../payments/cards.ts';
import { payByCard } from '../payments/pay.ts';
import { createCardMethod } from '../payments/payment-methods.ts';
import {
  createPriceByRequest,
  createProductByRequest,
  priceParams,
  productParams,
} from '../sessions/prices.ts';
import { refuseCard, refuseParams, refuseRequest } from '../wire/errors.ts';
import { integerParam, textParam } from '../wire/params.ts';
import { need, type Route, route } from './route.ts';

const methodParams = z.looseObject({
  billing_details: z.looseObject({ email: textParam().optional(), name: textParam().optional() }).optional(),
  card: z.looseObject({
    exp_month: integerParam.default(12),
    exp_year: integerParam.default(2040),
    number: textParam().optional(),
    token: textParam().optional(),
  }),
  type: z.enum(['card']),
});

const confirmParams = z.looseObject({ payment_method: textParam() });

export const COMMAND_LINE_ROUTES: readonly Route[] = [
  route('POST /v1/products', productParams, createProductByRequest),
  route('GET /v1/products/:id', z.strictObject({}), (account, _, id) =>
    need(account.store.get('product', id), 'product', id),
  ),
  route('POST /v1/prices', priceParams, createPriceByRequest),
  route('GET /v1/prices/:id', z.strictObject({}), (account, _, id) =>
    need(account.store.get('price', id), 'price', id),
  ),
  route('POST /v1/payment_methods', methodParams, createMethod),
  route('GET /v1/payment_methods/:id', z.strictObject({}), (account, _, id) =>
    need(account.store.get('paymentMethod', id), 'payment_method', id),
  ),
  route('GET /v1/payment_pages/:id', z.looseObject({}), (account, _, id) => ({
    ...need(account.store.get('session', id), 'payment_page', id),
    session_id: id,
  })),
  route('POST /v1/payment_pages/:id/confirm', confirmParams, confirmPage),
];

function createMethod(account: Account, params: z.infer<typeof methodParams>) {
  const { number, token, exp_month: month, exp_year: year } = params.card;
  const conduct = token === undefined ? readCard(number ?? '') : readCardToken(token);
  if (conduct === null)
    throw refuseCard({
      code: 'incorrect_number',
      message: 'Your card number is incorrect.',
      param: 'card[number]',
    });
  const payer = { email: params.billing_details?.email ?? null, name: params.billing_details?.name ?? null };
  return createCardMethod(account, payer, { conduct, expiry: { month, year } });
}

function confirmPage(account: Account, params: z.infer<typeof confirmParams>, id: string) {
  const session = need(account.store.get('session', id), 'payment_page', id);
  const plan = need(account.store.get('plan', id), 'payment_page', id);
  const method = need(
    account.store.get('paymentMethod', params.payment_method),
    'payment_method',
    params.payment_method,
  );
  const conduct = account.store.get('conduct', method.id);
  if (conduct === undefined) throw refuseParams({ message: 'This payment method is not a card.' });
  if (session.status !== 'open') throw refuseRequest({ message: 'This Checkout Session is no longer open.' });
  const answer = payByCard(account, { session, plan }, { method, conduct });
  if (answer.kind === 'declined') {
    const { code, declineCode, message } = answer.decline;
    throw refuseCard({ code, message, ...(declineCode === null ? {} : { decline_code: declineCode }) });
  }
  return { ...account.store.get('session', id), session_id: id };
}
