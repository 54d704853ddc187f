// What a customer sends to place an order. Strict: a price, a total or a status is an unknown field.
import { z } from 'zod';
import { parseOrderId, parseProductId, parseShopId } from '../../domain/ids.ts';
import { UNITS } from '../../domain/order-item.ts';
import { PAYMENT_METHODS } from '../../domain/order-status.ts';
import { parseInstant } from '../../domain/time.ts';
import { sentEmail, sentText } from './sent-text.ts';

const MOST_ITEMS = 50;

/** An id parsed by the domain. */
const id = <T>(parse: (text: string) => T | null) =>
  z.string().transform((text, context) => {
    const known = parse(text);
    if (known !== null) return known;
    context.addIssue({ code: 'custom', message: 'Identifiant invalide' });
    return z.NEVER;
  });

export const shopId = id(parseShopId);
export const orderId = id(parseOrderId);

const pickupTime = z.iso.datetime({ offset: true }).transform((text, context) => {
  const at = parseInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'Date et heure ISO invalide' });
  return z.NEVER;
});

export const WantedItems = z
  .array(
    z.strictObject({
      productId: id(parseProductId),
      quantity: z.number().meta({ description: 'In the unit given; at most 20 kg or 100 pieces' }),
      unit: z.enum(UNITS),
    }),
  )
  .min(1)
  .max(MOST_ITEMS);

const Contact = z
  .strictObject({ name: sentText(100), phone: sentText(30), email: sentEmail })
  .meta({ description: 'The e-mail defaults to the token’s' });

const basket = {
  shopId,
  items: WantedItems,
  pickupAt: pickupTime.nullish().transform((at) => at ?? null),
  note: sentText(500),
  contact: Contact.nullish().transform((contact) => contact ?? { name: null, phone: null, email: null }),
};

export const PlaceOrderBody = z
  .strictObject({ ...basket, paymentMethod: z.enum(PAYMENT_METHODS) })
  .meta({ id: 'PlaceOrder' });

export const CheckoutRequestBody = z.union([
  z.strictObject(basket).meta({ id: 'NewCheckout' }),
  z.strictObject({ orderId }).meta({ id: 'OpenCheckout' }),
]);

export const QuoteRequestBody = z.strictObject({ shopId, items: WantedItems }).meta({ id: 'QuoteRequest' });

/** An order as wished for; not yet priced, nor known to be possible. */
export type Wish = z.output<typeof PlaceOrderBody>;
