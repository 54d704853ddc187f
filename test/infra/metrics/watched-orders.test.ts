// One line and one count for each fact: when it is written, and only then.
import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OrderStore } from '../../../domain/ports/order-store.ts';
import { instant } from '../../../domain/time.ts';
import { openOrderMetrics } from '../../../infra/metrics/order-metrics.ts';
import { watchOrders } from '../../../infra/metrics/watched-orders.ts';
import {
  acceptance,
  counterOrder,
  orderStoreCases,
  PLACED_AT,
  readied,
  refusal,
} from '../../contracts/order-store.cases.ts';
import { readExposition, shownValue } from '../../support/exposition.ts';
import { memoryOrders } from '../../support/memory-orders.ts';

let register: Registry;
let lines: { readonly kind?: unknown }[];
let store: OrderStore;
beforeEach(() => {
  register = new Registry();
  lines = [];
  const note = (facts: object): void => void lines.push(facts);
  const log = { debug: note, info: note, warn: note, error: note };
  store = watchOrders(memoryOrders(), { log, metrics: openOrderMetrics(register) });
});

const counted = async (name: string, labels = {}): Promise<number> =>
  shownValue(readExposition(await register.metrics()), name, labels);

orderStoreCases(() => store);

describe('an order', () => {
  it('placed twice → one line, one count', async () => {
    const placed = counterOrder();
    await store.place(placed, PLACED_AT);
    await store.place(placed, PLACED_AT);
    const { orderId, shopId } = placed;
    expect(lines).toEqual([{ orderId, shopId, sequence: 1, kind: 'PLACED', paymentMethod: 'ON_PICKUP' }]);
    expect(await counted('klikandgo_order_facts_total', { kind: 'PLACED' })).toBe(1);
  });

  it('accepted twice → one line, one count', async () => {
    const placed = counterOrder();
    await store.place(placed, PLACED_AT);
    for (let times = 0; times < 2; times += 1) await store.record(acceptance(placed));
    expect(lines.slice(1)).toEqual([
      {
        orderId: placed.orderId,
        sequence: 2,
        kind: 'ACCEPTED',
        status: 'ACCEPTED',
        paymentStatus: 'DUE_AT_PICKUP',
      },
    ]);
    expect(await counted('klikandgo_order_facts_total', { kind: 'ACCEPTED' })).toBe(1);
  });

  it('decided anew with more → a line and a count for what is new alone', async () => {
    const placed = counterOrder();
    await store.place(placed, PLACED_AT);
    await store.record(acceptance(placed));
    await store.record(readied(placed, instant(PLACED_AT + 10_000)));
    expect(lines.map(({ kind }) => kind)).toEqual(['PLACED', 'ACCEPTED', 'READY']);
    for (const kind of ['ACCEPTED', 'READY'])
      expect(await counted('klikandgo_order_facts_total', { kind })).toBe(1);
  });

  it('decided anew otherwise → a line and a count for the other decision, too', async () => {
    const placed = counterOrder();
    await store.place(placed, PLACED_AT);
    await store.record(acceptance(placed));
    await store.record(refusal(placed, instant(PLACED_AT + 10_000)));
    expect(lines.map(({ kind }) => kind)).toEqual(['PLACED', 'ACCEPTED', 'REJECTED']);
    expect(await counted('klikandgo_orders_ended_total', { status: 'REJECTED', reason: 'NO_ANSWER' })).toBe(
      1,
    );
  });

  it('refused → its end by reason, and a line that names it', async () => {
    const placed = counterOrder();
    await store.place(placed, PLACED_AT);
    await store.record(refusal(placed, PLACED_AT));
    const ended = 'klikandgo_orders_ended_total';
    expect(await counted(ended, { status: 'REJECTED', reason: 'NO_ANSWER' })).toBe(1);
    expect(await counted(ended, { status: 'COLLECTED' })).toBe(0);
    expect(lines.at(-1)).toMatchObject({ kind: 'REJECTED', reason: 'NO_ANSWER' });
  });

  it('whose write fails → no line, no count', async () => {
    const placed = counterOrder();
    await store.place(placed, PLACED_AT);
    await expect(store.record({ ...acceptance(placed), fromStatus: 'READY' })).rejects.toThrow();
    expect(lines).toHaveLength(1);
    expect(await counted('klikandgo_order_facts_total', { kind: 'ACCEPTED' })).toBe(0);
  });
});
