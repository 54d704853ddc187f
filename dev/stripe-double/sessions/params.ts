// What a session may be created with; anything else is refused as unknown.
import { z } from 'zod';
import { booleanParam, integerParam, metadataParam, textParam, urlParam } from '../wire/params.ts';

const LOCALES = (
  'auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ' +
  'ro ru sk sl sv th tr vi zh zh-HK zh-TW'
).split(' ');

const currency = z
  .string()
  .transform((text) => text.toLowerCase())
  .pipe(z.enum(['eur', 'usd']));

const priceData = z.strictObject({
  currency,
  product: textParam().optional(),
  product_data: z
    .strictObject({
      description: textParam(40_000).optional(),
      images: z.array(urlParam).max(8).optional(),
      metadata: metadataParam.optional(),
      name: textParam(),
    })
    .optional(),
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
  unit_amount: integerParam.pipe(
    z
      .number()
      .min(0, 'This value must be greater than or equal to 0.')
      .max(99_999_999, 'Invalid integer: too large'),
  ),
});

const lineItem = z.strictObject({
  metadata: metadataParam.optional(),
  price: textParam().optional(),
  price_data: priceData.optional(),
  quantity: integerParam
    .pipe(
      z
        .number()
        .min(1, 'This value must be greater than or equal to 1.')
        .max(999_999, 'Invalid integer: too large'),
    )
    .optional(),
});

export type LineItemParams = z.infer<typeof lineItem>;

const shipping = z.strictObject({
  address: z.strictObject({
    city: textParam().nullable().default(null),
    country: textParam(2).nullable().default(null),
    line1: textParam().nullable().default(null),
    line2: textParam().nullable().default(null),
    postal_code: textParam().nullable().default(null),
    state: textParam().nullable().default(null),
  }),
  name: textParam(),
  phone: textParam().optional(),
});

const paymentIntentData = z.strictObject({
  capture_method: z.enum(['automatic', 'automatic_async', 'manual']).optional(),
  description: textParam(1000).optional(),
  metadata: metadataParam.optional(),
  receipt_email: z.email({ error: (issue) => `Invalid email address: ${String(issue.input)}` }).optional(),
  shipping: shipping.optional(),
  statement_descriptor: textParam(22).optional(),
  statement_descriptor_suffix: textParam(22).optional(),
});

export const sessionParams = z.strictObject({
  // Since 2026-10-28.endive; `payment_method_types` is gone from requests, though answers still have it.
  allowed_payment_method_types: z
    .array(z.enum(['card', 'sepa_debit']))
    .min(1)
    .optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  cancel_url: urlParam.optional(),
  client_reference_id: textParam(200).optional(),
  currency: currency.optional(),
  customer_creation: z.enum(['if_required']).optional(),
  customer_email: z.email({ error: (issue) => `Invalid email address: ${String(issue.input)}` }).optional(),
  expires_at: integerParam.optional(),
  line_items: z.array(lineItem).min(1).max(100, 'Invalid array: at most 100 line items'),
  locale: z.enum(LOCALES).optional(),
  metadata: metadataParam.optional(),
  mode: z.enum(['payment']).default('payment'),
  origin_context: z.enum(['mobile_app', 'web']).optional(),
  payment_intent_data: paymentIntentData.optional(),
  phone_number_collection: z.strictObject({ enabled: booleanParam }).optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay']).optional(),
  success_url: urlParam,
  ui_mode: z.enum(['hosted_page']).optional(),
});

export type SessionParams = z.infer<typeof sessionParams>;
