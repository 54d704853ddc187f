// The orders of the comparison: two lines of meat, paid online, over shops of their own.
import { parseOrderId, parseProductId, parseShopId, parseUserId } from '../../../domain/ids.ts';
import { euros } from '../../../domain/money.ts';
import type { OpeningHours, Weekday } from '../../../domain/opening-hours.ts';
import type { PlacedOrder } from '../../../domain/placed-order.ts';
import { DEFAULT_POLICY } from '../../../domain/policy.ts';
import type { Database } from '../../../infra/postgres/database.ts';

/** Many, as in production: the orders of one shop queue for its feed. */
const SHOPS = 20;
const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const ALWAYS_OPEN: OpeningHours = WEEK.map((day) => ({ day, opens: '00:00', closes: '24:00' }));

/** Repeating it changes nothing. */
export async function openBenchShops(database: Database): Promise<void> {
  const text = `INSERT INTO "Shop" ("id", "name", "hours", "paymentWindowMs", "decisionWindowMs", "pickupGraceMs")
SELECT 'bench-' || n, 'Boucherie ' || n, $1::jsonb, $2, $3, $4 FROM generate_series(0, ${SHOPS - 1}) AS n
ON CONFLICT DO NOTHING`;
  const { paymentWindow, decisionWindow, pickupGrace } = DEFAULT_POLICY;
  await database.rows({ text }, [JSON.stringify(ALWAYS_OPEN), paymentWindow, decisionWindow, pickupGrace]);
}

let count = 0;

export function benchOrder(): PlacedOrder {
  count += 1;
  return {
    orderId: known(parseOrderId(`bench${process.pid}x${String(count).padStart(8, '0')}`)),
    shopId: known(parseShopId(`bench-${count % SHOPS}`)),
    shopName: `Boucherie ${count % SHOPS}`,
    customerId: known(parseUserId('user_bench')),
    paymentMethod: 'ONLINE',
    items: [
      {
        productId: known(parseProductId('boeuf-bavette')),
        name: 'Bavette de bœuf',
        quantity: 500,
        unit: 'g',
        price: euros(1245),
      },
      {
        productId: known(parseProductId('poulet-fermier')),
        name: 'Poulet fermier',
        quantity: 1,
        unit: 'piece',
        price: euros(2495),
      },
    ],
    total: euros(3740),
    pickupAt: null,
    policy: DEFAULT_POLICY,
    hours: ALWAYS_OPEN,
  };
}

function known<T>(parsed: T | null): T {
  if (parsed === null) throw new Error('the bench names something badly');
  return parsed;
}
