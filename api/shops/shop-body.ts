// What the API says of a shop: its hours, and what it sells.
import { z } from 'zod';
import { isOpenAt } from '../../domain/opening-hours.ts';
import { PRICED_PER } from '../../domain/order-item.ts';
import type { Shop } from '../../domain/ports/catalogue.ts';
import type { Instant } from '../../domain/time.ts';

const ProductBody = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    category: z.string(),
    unitPriceCents: z.int(),
    pricedPer: z.enum(PRICED_PER),
  })
  .meta({ id: 'Product' });

const IntervalBody = z
  .strictObject({
    day: z.int().min(1).max(7).meta({ description: '1 is Monday' }),
    opens: z.string().meta({ description: 'Paris time', example: '08:30' }),
    closes: z.string().meta({ example: '19:00' }),
  })
  .meta({ id: 'OpeningInterval' });

export const ShopBody = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    openNow: z.boolean(),
    hours: z.array(IntervalBody),
    products: z.array(ProductBody),
  })
  .meta({ id: 'Shop' });

export const ShopListBody = z
  .strictObject({ data: z.array(ShopBody), nextCursor: z.null() })
  .meta({ id: 'ShopList' });

export function presentShop(shop: Shop, now: Instant): z.input<typeof ShopBody> {
  return {
    id: shop.shopId,
    name: shop.name,
    openNow: isOpenAt(shop.hours, now),
    hours: shop.hours.map(({ day, opens, closes }) => ({ day, opens, closes })),
    products: shop.products.map(({ productId, name, category, unitPrice, pricedPer }) => ({
      id: productId,
      name,
      category,
      unitPriceCents: unitPrice.cents,
      pricedPer,
    })),
  };
}
