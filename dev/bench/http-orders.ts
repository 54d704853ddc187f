// Complete online orders over HTTP: one after the other, then many at once.
import type { Cast } from '../demo/scenarios.ts';
import { openShopApi } from '../demo/shop-api.ts';
import type { Say } from '../tools/temporal-cli.ts';
import { type Figure, quantile, residentMb } from './figures.ts';
import type { Ground } from './ground.ts';
import { liveOrder } from './live-order.ts';
import { burst } from './load/burst.ts';

const SHOP = 'boucherie-martin';
/** Orders, one after the other. */
const LONE = 40;
const IN_FLIGHT = 50;

/** @param total orders at once. */
export async function httpFigures({ info, pidOf }: Ground, total: number, say: Say): Promise<Figure[]> {
  const cast: Cast = {
    customer: openShopApi(info.api, info.tokens.customer),
    butcher: openShopApi(info.api, info.tokens.butchers[SHOP] ?? ''),
  };
  say(`${LONE} orders over HTTP, one after the other …`);
  for (let warm = 0; warm < 5; warm += 1) await liveOrder(cast);
  const checkouts: number[] = [];
  for (let count = 0; count < LONE; count += 1) checkouts.push((await liveOrder(cast)).checkoutMs);
  say(`${total} orders over HTTP, ${IN_FLIGHT} in flight …`);
  const perSecond = await burst(total, IN_FLIGHT, () => liveOrder(cast));
  const memory = async (name: 'api' | 'worker') => (await residentMb(pidOf(name))) ?? Number.NaN;
  const after = `after ${LONE + total} orders`;
  return [
    {
      name: 'POST /api/checkout, 1 in flight, p50',
      value: quantile(checkouts, 0.5),
      unit: 'ms',
      target: { most: 150 },
    },
    {
      name: `complete online orders over HTTP, ${IN_FLIGHT} in flight`,
      value: perSecond,
      unit: 'orders/s',
      target: { least: 6 },
    },
    { name: `API process ${after}`, value: await memory('api'), unit: 'MB', target: { most: 200 } },
    { name: `worker ${after}`, value: await memory('worker'), unit: 'MB', target: { most: 400 } },
  ];
}
