// Every list of the API on a big database: at most three statements, each answered from an index, reading about what it shows.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiParts } from '../../../api/parts.ts';
import { ROUTES } from '../../../api/route-table.ts';
import type { OrdersDatabase, SqlValue, Statement } from '../../../infra/postgres/database.ts';
import { openCatalogue, openMemberships } from '../../../infra/postgres/postgres-catalogue.ts';
import { openOrdersView } from '../../../infra/postgres/postgres-orders-view.ts';
import { openPrivateDetails } from '../../../infra/postgres/postgres-private-details.ts';
import { openWorld, type World } from '../../api/api-world.ts';
import { type Person, send } from '../../api/callers.ts';
import { generateOrders, ORDERS } from './generated-orders.ts';
import { type OrderDatabase, openOrderDatabase } from './order-database.ts';
import { genericPlanOf, planOf } from './query-plan.ts';

/** The tables that grow with every order. */
const GROWING = ['Order', 'OrderItem', 'OrderEvent', 'OrderPrivate'];
/** Milliseconds; a million orders take minutes. */
const GENERATING = 120_000 + ORDERS;

interface Sent {
  readonly statement: Statement;
  readonly values: readonly SqlValue[];
}

let big: OrderDatabase;
let world: World;
const sent: Sent[] = [];

beforeAll(async () => {
  big = await openOrderDatabase();
  await generateOrders(big);
  world = await openWorld(partsOn(noting(big.database)));
}, GENERATING);
afterAll(async () => {
  await world?.close();
  await big?.close();
});

/** The same database, whose statements are noted. */
const noting = (database: OrdersDatabase): OrdersDatabase => ({
  rows: (statement, values) => {
    sent.push({ statement, values });
    return database.rows(statement, values);
  },
});

const partsOn = (database: OrdersDatabase): Partial<ApiParts> => ({
  catalogue: openCatalogue(database),
  memberships: openMemberships(database),
  orders: openOrdersView(database),
  privateDetails: openPrivateDetails(database),
});

/** @returns what was sent for it, and how many things the answer lists. */
async function ask(who: Person, path: string): Promise<{ shown: number; statements: readonly Sent[] }> {
  sent.length = 0;
  const answer = await send(world, who, [`GET ${path}`]);
  // Every list of the API has this form.
  const body = (await answer.json()) as { readonly data: readonly unknown[] };
  expect(answer.status).toBe(200);
  return { shown: body.data.length, statements: [...sent] };
}

const SHOP = '/api/shops/boucherie-martin/orders';
const middle = (): string => {
  const n = Math.floor(ORDERS / 2);
  const at = Date.UTC(2024, 0, 1) + n * 60_000;
  return Buffer.from(`${at}.bulk${String(n).padStart(8, '0')}`).toString('base64url');
};
const day = (): string => {
  const from = Date.UTC(2024, 0, 1) + Math.floor(ORDERS / 2) * 60_000;
  const iso = (at: number): string => new Date(at).toISOString();
  return `placedFrom=${iso(from)}&placedBefore=${iso(from + 24 * 3_600_000)}`;
};

const LISTS: readonly (readonly [route: string, who: Person, path: () => string, shown: number])[] = [
  ['GET /api/shops', 'nobody', () => '/api/shops', 3],
  ['GET /api/orders', 'marie', () => '/api/orders', 20],
  ['GET /api/orders', 'marie', () => '/api/orders?limit=100', 100],
  ['GET /api/orders', 'marie', () => '/api/orders?status=COLLECTED,REJECTED', 20],
  ['GET /api/orders', 'marie', () => `/api/orders?cursor=${middle()}`, 20],
  ['GET /api/shops/:shopId/orders', 'martin', () => SHOP, 20],
  ['GET /api/shops/:shopId/orders', 'martin', () => `${SHOP}?limit=100`, 100],
  ['GET /api/shops/:shopId/orders', 'martin', () => `${SHOP}?status=PENDING`, 20],
  ['GET /api/shops/:shopId/orders', 'martin', () => `${SHOP}?status=PENDING,ACCEPTED,READY&limit=100`, 100],
  ['GET /api/shops/:shopId/orders', 'martin', () => `${SHOP}?status=COLLECTED`, 20],
  ['GET /api/shops/:shopId/orders', 'martin', () => `${SHOP}?status=REJECTED,CANCELLED`, 20],
  ['GET /api/shops/:shopId/orders', 'martin', () => `${SHOP}?cursor=${middle()}`, 20],
  ['GET /api/shops/:shopId/orders', 'martin', () => `${SHOP}?cursor=${middle()}&status=NO_SHOW`, 20],
  ['GET /api/shops/:shopId/orders', 'martin', () => `${SHOP}?${day()}`, 20],
  ['GET /api/shops/:shopId/orders', 'martin', () => `${SHOP}?${day()}&status=REJECTED`, 20],
  ['GET /api/shops/:shopId/orders', 'operator', () => SHOP, 20],
  ['GET /api/orders/:orderId/timeline', 'operator', () => '/api/orders/bulk00000300/timeline', 3],
  ['GET /api/orders/:orderId/timeline', 'martin', () => '/api/orders/bulk00000300/timeline', 3],
];

describe(`with ${ORDERS.toLocaleString('en')} orders`, () => {
  it.each(LISTS)(
    '%s as %s (%#) → three statements at most, none reads a growing table whole',
    async (...list) => {
      const [, who, path, expected] = list;
      const { shown, statements } = await ask(who, path());
      expect(shown).toBe(expected);
      expect(statements.length).toBeGreaterThan(0);
      expect(statements.length).toBeLessThanOrEqual(3);
      for (const { statement, values } of statements) {
        const plan = await planOf(big, statement, values);
        expect(
          plan.scanned.filter((table) => GROWING.includes(table)),
          statement.text,
        ).toEqual([]);
        // An order is a row, its two lines and what its shop keeps of it; filters and lists of open orders look at some more.
        expect(plan.rowsRead, statement.text).toBeLessThanOrEqual(400 + shown * 10);
        if (statement.name === undefined) continue;
        const generic = await genericPlanOf(big, statement);
        expect(
          generic.scanned.filter((table) => GROWING.includes(table)),
          statement.text,
        ).toEqual([]);
      }
    },
  );

  it('a list without its index → would be seen to read everything', async () => {
    const { statements } = await ask('marie', '/api/orders');
    const [list] = statements.filter(({ statement }) => statement.text.includes('FROM "Order"'));
    if (list === undefined) throw new Error('no list was read');
    await big.sql('BEGIN');
    try {
      await big.sql('DROP INDEX "Order_customerId_createdAt_id_idx"');
      const plan = await planOf(big, list.statement, list.values);
      expect(plan.scanned.includes('Order') || plan.rowsRead > ORDERS / 2, JSON.stringify(plan)).toBe(true);
    } finally {
      await big.sql('ROLLBACK');
    }
  });

  it('every route that answers with a list of orders, shops or entries is among them', () => {
    const asked = new Set(LISTS.map(([route]) => route));
    const lists = ROUTES.map(({ method, path }) => `${method.toUpperCase()} ${path}`).filter((at) =>
      /^GET .*\/(orders|shops|timeline)$/.test(at),
    );
    expect(lists.toSorted()).toEqual([...asked].toSorted());
  });
});
