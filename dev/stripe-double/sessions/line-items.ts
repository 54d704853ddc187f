// Line items of a session: each with its price and product, as the API shows them.
import type Stripe from 'stripe';
import type { Account } from '../account.ts';
import { createId } from '../ids.ts';
import type { LineItemRecord, PriceRecord } from '../store/stripe-objects.ts';
import { refuseMissing, refuseParams } from '../wire/errors.ts';
import { type PageParams, renderList } from '../wire/lists.ts';
import type { LineItemParams } from './params.ts';
import { createPrice, createProduct } from './prices.ts';

export function buildLineItem(account: Account, params: LineItemParams, index: number): LineItemRecord {
  const price = priceOf(account, params, index);
  const quantity = params.quantity ?? 1;
  const amount = price.unit_amount * quantity;
  return {
    id: createId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: account.store.get('product', price.product)?.name ?? null,
    metadata: params.metadata ?? {},
    price,
    quantity,
  } satisfies LineItemRecord;
}

function priceOf(account: Account, params: LineItemParams, index: number): PriceRecord {
  if (params.price !== undefined) {
    const price = account.store.get('price', params.price);
    if (price === undefined) throw refuseMissing('price', params.price, `line_items[${index}][price]`);
    return price;
  }
  const data = params.price_data;
  if (data === undefined)
    throw refuseParams({
      message: `Missing required param: line_items[${index}][price].`,
      code: 'parameter_missing',
      param: `line_items[${index}][price]`,
    });
  return createPrice(account, {
    active: false,
    currency: data.currency,
    product: productOf(account, data, index),
    taxBehavior: data.tax_behavior ?? 'unspecified',
    unitAmount: data.unit_amount,
  });
}

type PriceData = NonNullable<LineItemParams['price_data']>;

function productOf(account: Account, data: PriceData, index: number): string {
  const where = `line_items[${index}][price_data]`;
  if (data.product !== undefined) {
    if (account.store.get('product', data.product) === undefined)
      throw refuseMissing('product', data.product, `${where}[product]`);
    return data.product;
  }
  if (data.product_data === undefined)
    throw refuseParams({
      code: 'parameter_missing',
      message: `Missing required param: ${where}[product_data].`,
      param: `${where}[product_data]`,
    });
  const { name, description, images, metadata } = data.product_data;
  return createProduct(account, {
    active: false,
    description: description ?? null,
    images: images ?? [],
    metadata: metadata ?? {},
    name,
  }).id;
}

/** The list of a session's items, in the order they were given. */
export function renderLineItems(account: Account, sessionId: string, params: PageParams = {}) {
  const items = account.store.get('plan', sessionId)?.lineItems ?? [];
  return renderList(items, params, {
    url: `/v1/checkout/sessions/${sessionId}/line_items`,
    what: 'line item',
  }) satisfies { data: readonly Omit<Stripe.LineItem, 'price'>[] };
}
