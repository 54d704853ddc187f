// Products and prices: made inline by a session, or by the command line's fixtures.
import type Stripe from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { createId } from '../ids.ts';
import type { PriceRecord } from '../store/stripe-objects.ts';
import { refuseMissing } from '../wire/errors.ts';
import { amountParam, metadataParam, textParam } from '../wire/params.ts';

export const productParams = z.strictObject({
  description: textParam().optional(),
  metadata: metadataParam.optional(),
  name: textParam(),
});

export const priceParams = z.strictObject({
  currency: z.enum(['eur', 'usd']),
  metadata: metadataParam.optional(),
  product: textParam(),
  unit_amount: amountParam,
});

export function createProduct(
  account: Account,
  about: Pick<Stripe.Product, 'active' | 'description' | 'images' | 'metadata' | 'name'>,
): Stripe.Product {
  const now = account.clock.now();
  const product = {
    id: createId('prod'),
    object: 'product',
    ...about,
    created: now,
    default_price: null,
    livemode: false,
    marketing_features: [],
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: now,
    url: null,
  } satisfies Stripe.Product;
  account.store.put('product', product.id, product);
  return product;
}

export function createPrice(
  account: Account,
  about: { active: boolean; currency: string; product: string; taxBehavior: string; unitAmount: number },
): PriceRecord {
  const price = {
    id: createId('price'),
    object: 'price',
    active: about.active,
    billing_scheme: 'per_unit',
    created: account.clock.now(),
    currency: about.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: about.product,
    recurring: null,
    tax_behavior: about.taxBehavior,
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: about.unitAmount,
    unit_amount_decimal: String(about.unitAmount),
  } satisfies PriceRecord;
  account.store.put('price', price.id, price);
  return price;
}

/** `POST /v1/products` */
export function createProductByRequest(
  account: Account,
  params: z.infer<typeof productParams>,
): Stripe.Product {
  const { name, description, metadata } = params;
  return createProduct(account, {
    active: true,
    description: description ?? null,
    images: [],
    metadata: metadata ?? {},
    name,
  });
}

/** `POST /v1/prices` */
export function createPriceByRequest(account: Account, params: z.infer<typeof priceParams>): PriceRecord {
  if (account.store.get('product', params.product) === undefined)
    throw refuseMissing('product', params.product, 'product');
  return createPrice(account, {
    active: true,
    currency: params.currency,
    product: params.product,
    taxBehavior: 'unspecified',
    unitAmount: params.unit_amount,
  });
}
