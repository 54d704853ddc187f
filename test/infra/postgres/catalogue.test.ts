// The catalogue and the members as the seed fills them, and as they are read back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseShopId, parseUserId } from '../../../domain/ids.ts';
import { openCatalogue, openMemberships } from '../../../infra/postgres/postgres-catalogue.ts';
import { shopRow } from '../../../infra/postgres/shop-row.ts';
import { SHOPS, seed } from '../../../prisma/seed/seed-shops.ts';
import { checked } from '../../support/placed-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';

let orders: OrderDatabase;
let catalogue: ReturnType<typeof openCatalogue>;
let memberships: ReturnType<typeof openMemberships>;
beforeAll(async () => {
  orders = await openOrderDatabase();
  catalogue = openCatalogue(orders.database);
  memberships = openMemberships(orders.database);
});
afterAll(() => orders.close());

const MARTIN = checked(parseShopId('boucherie-martin'));

describe('the seed', () => {
  it('run again, also three times at once → the same catalogue', async () => {
    const before = await catalogue.shops();
    await Promise.all([seed(orders.url), seed(orders.url), seed(orders.url)]);
    expect(await catalogue.shops()).toEqual(before);
  });

  it('every shop → read back as it was seeded', async () => {
    const shops = await catalogue.shops();
    expect(shops.map(({ shopId }) => shopId)).toEqual(['boucherie-martin', 'demo-express', 'maison-dubois']);
    for (const seeded of SHOPS) {
      const shop = shops.find(({ shopId }) => shopId === seeded.id);
      expect(shop).toMatchObject({ name: seeded.name, hours: seeded.hours, policy: seeded.policy });
      expect(shop?.products.map(({ productId }) => productId)).toEqual(seeded.products.map(({ id }) => id));
    }
  });

  it('the two real shops → at least fifteen products, by weight and by piece, closed on Mondays', async () => {
    const real = (await catalogue.shops()).filter(({ shopId }) => shopId !== 'demo-express');
    for (const { products, hours } of real) {
      expect(products.length).toBeGreaterThanOrEqual(15);
      expect(new Set(products.map(({ pricedPer }) => pricedPer))).toEqual(new Set(['KG', 'PIECE']));
      expect(hours.some(({ day }) => day === 1)).toBe(false);
      expect(products.every(({ unitPrice }) => unitPrice.cents >= 100)).toBe(true);
    }
  });

  it('the demo’s shop → always open, with windows of seconds', async () => {
    const demo = await catalogue.shop(checked(parseShopId('demo-express')));
    expect(demo?.policy).toEqual({ paymentWindow: 10_000, decisionWindow: 8_000, pickupGrace: 6_000 });
    expect(demo?.hours).toHaveLength(7);
  });
});

describe('the catalogue', () => {
  it('an unknown shop → null', async () => {
    expect(await catalogue.shop(checked(parseShopId('nowhere')))).toBeNull();
  });

  it('a product no longer on sale → not offered', async () => {
    const onSale = async () => (await catalogue.shop(MARTIN))?.products.map(({ productId }) => productId);
    await orders.sql(`UPDATE "Product" SET "onSale" = false WHERE "id" = 'caille'`);
    expect(await onSale()).not.toContain('caille');
    await orders.sql(`UPDATE "Product" SET "onSale" = true WHERE "id" = 'caille'`);
    expect(await onSale()).toContain('caille');
  });
});

describe('memberships', () => {
  it('the butcher of a shop → member there, and only there', async () => {
    const butcher = checked(parseUserId('user_boucher_boucherie-martin'));
    expect(await memberships.isMember(butcher, MARTIN)).toBe(true);
    expect(await memberships.isMember(butcher, checked(parseShopId('maison-dubois')))).toBe(false);
  });

  it('the shops of a butcher → theirs, by name; of anyone else → none', async () => {
    const butcher = checked(parseUserId('user_boucher_boucherie-martin'));
    expect(await memberships.shopsOf(butcher)).toEqual([{ shopId: MARTIN, name: 'Boucherie Martin (Lyon)' }]);
    await orders.sql(
      `INSERT INTO "ShopMember" ("userId", "shopId") VALUES ('user_both', 'maison-dubois'), ('user_both', 'boucherie-martin')`,
    );
    const both = await memberships.shopsOf(checked(parseUserId('user_both')));
    expect(both.map(({ shopId }) => shopId)).toEqual(['boucherie-martin', 'maison-dubois']);
    expect(await memberships.shopsOf(checked(parseUserId('user_marie')))).toEqual([]);
  });

  it('anyone else → no member; of a shop that is not there → null', async () => {
    const marie = checked(parseUserId('user_marie'));
    expect(await memberships.isMember(marie, MARTIN)).toBe(false);
    expect(await memberships.isMember(marie, checked(parseShopId('nulle-part')))).toBeNull();
  });
});

describe('the column of opening hours', () => {
  const good = { day: 1, opens: '08:00', closes: '24:00' };

  it('well formed → as it is', () => {
    expect(shopRow.shape.hours.safeParse([good]).data).toEqual([good]);
    expect(shopRow.shape.hours.safeParse([]).data).toEqual([]);
  });

  it.each([
    null,
    'always',
    [{ ...good, day: 0 }],
    [{ ...good, day: '1' }],
    [{ ...good, opens: '8:00' }],
    [{ ...good, opens: '24:00' }],
    [{ ...good, closes: '24:30' }],
    [{ ...good, closes: '08:00' }],
    [{ ...good, lunch: true }],
    [good, null],
  ])('malformed (%#) → refused', (column) => {
    expect(shopRow.shape.hours.safeParse(column).success).toBe(false);
  });
});

it('where a shop is reached, and what signs its webhooks, are no part of the catalogue', async () => {
  const secret = 'whsec_c2VjcmV0IG9mIHRoZSBzaG9w';
  await orders.sql(`UPDATE "Shop" SET "webhookUrl" = 'https://till.example/', "webhookSecret" = $1`, [
    secret,
  ]);
  const rows = await Promise.all([catalogue.shops(), catalogue.shop(MARTIN)]);
  expect(JSON.stringify(rows)).not.toMatch(/whsec_|till\.example|commandes@/);
  await orders.sql(`UPDATE "Shop" SET "webhookUrl" = NULL, "webhookSecret" = NULL`);
});

it('a webhook without a secret to sign it → the database refuses it', async () => {
  await expect(orders.sql(`UPDATE "Shop" SET "webhookUrl" = 'https://till.example/'`)).rejects.toThrow(
    'Shop_webhook_signed',
  );
});
