// Counts what happens to orders, in the process that writes it down.
import { Counter, Histogram, type Registry } from 'prom-client';
import { isOpen, ORDER_STATUSES } from '../../domain/order-status.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import type { OrderChange } from '../../domain/ports/order-store.ts';
import { TIMELINE_KINDS } from '../../domain/timeline.ts';
import { WAITS } from './buckets.ts';
import { type ChangeFigures, figuresOf } from './change-figures.ts';
import { inSeconds } from './in-seconds.ts';

export interface OrderMetrics {
  placed(order: PlacedOrder): void;
  /** @param change with the entries that are new. */
  changed(change: OrderChange): void;
}

export function openOrderMetrics(register: Registry): OrderMetrics {
  const facts = factsCounter(register);
  const decided = decidedMetrics(register);
  return {
    placed: () => facts.inc({ kind: 'PLACED' }),
    changed: (change) => {
      for (const { kind } of change.entries) facts.inc({ kind });
      decided(figuresOf(change));
    },
  };
}

function factsCounter(register: Registry): Counter<'kind'> {
  const facts = new Counter({
    name: 'klikandgo_order_facts_total',
    help: 'Entries of timelines, by kind: each fact once',
    labelNames: ['kind'],
    registers: [register],
  });
  // A rise from nothing is only seen where zero was.
  for (const kind of TIMELINE_KINDS) facts.inc({ kind }, 0);
  return facts;
}

function decidedMetrics(register: Registry): (figures: ChangeFigures) => void {
  const registers = [register];
  const ended = new Counter({
    name: 'klikandgo_orders_ended_total',
    help: 'Orders that came to an end, by the end and its reason',
    labelNames: ['status', 'reason'],
    registers,
  });
  for (const status of ORDER_STATUSES) if (!isOpen(status)) ended.inc({ status, reason: 'NONE' }, 0);
  const paid = new Histogram({
    name: 'klikandgo_order_time_to_paid_seconds',
    help: 'From placing an order to the confirmation of its payment',
    buckets: WAITS,
    registers,
  });
  const decision = new Histogram({
    name: 'klikandgo_order_time_to_decision_seconds',
    help: 'From alerting the butcher to the decision, closed hours included',
    labelNames: ['decision'],
    buckets: WAITS,
    registers,
  });
  return (figures) => {
    if (figures.end !== null) ended.inc(figures.end);
    if (figures.toPaid !== null) paid.observe(inSeconds(figures.toPaid));
    if (figures.decision !== null) {
      decision.observe({ decision: figures.decision.kind }, inSeconds(figures.decision.after));
    }
  };
}
