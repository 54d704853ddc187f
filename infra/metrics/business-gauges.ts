// Where all orders stand, as gauges read from the database when Prometheus asks; gone while it cannot be read.
import { Gauge, type Registry } from 'prom-client';
import { NOTICE_CHANNELS } from '../../domain/notices/notice.ts';
import { ATTENTION_CODES } from '../../domain/order-event.ts';
import { OPEN_STATUSES } from '../../domain/order-status.ts';
import { type Instant, until } from '../../domain/time.ts';
import type { BusinessFigures } from '../postgres/business-figures.ts';
import { inSeconds } from './in-seconds.ts';

export interface BusinessSource {
  /** Rejects when nobody knows. */
  readonly read: (now: Instant) => Promise<BusinessFigures>;
  readonly now: () => Instant;
}

/** Each value with the value of the gauge's only label; without one where it has none. */
type Values = readonly (readonly [value: number, label?: string])[];

interface BusinessGauge {
  readonly name: string;
  readonly help: string;
  readonly label?: string;
  readonly values: (figures: BusinessFigures, now: Instant) => Values;
}

/** Every known label is there, with zero: what is missing cannot be told from what is well. */
const each = (known: readonly string[], counts: Readonly<Record<string, number>> | null): Values =>
  known.map((label) => [counts?.[label] ?? 0, label]);

const entries = (counts: Readonly<Record<string, number>>): Values =>
  Object.entries(counts).map(([label, value]) => [value, label]);

export const BUSINESS_GAUGES: readonly BusinessGauge[] = [
  {
    name: 'klikandgo_orders_open',
    help: 'Open orders by status',
    label: 'status',
    values: ({ open }) => each(OPEN_STATUSES, open),
  },
  {
    name: 'klikandgo_orders_overdue',
    help: 'Orders that wait for a decision, or a payment, beyond its deadline',
    label: 'deadline',
    values: ({ overdue }) => entries(overdue),
  },
  {
    name: 'klikandgo_orders_needing_attention',
    help: 'Orders an operator has to look at, by reason',
    label: 'code',
    values: ({ attention }) => each(ATTENTION_CODES, attention),
  },
  {
    name: 'klikandgo_refunds_open',
    help: 'Ended orders whose money is not back: owed (not asked for yet), pending, failed',
    label: 'state',
    values: ({ refunds }) => entries(refunds),
  },
  {
    name: 'klikandgo_refund_pending_oldest_seconds',
    help: 'How long the longest-waiting refund is pending; 0 when none is',
    values: ({ refundPendingSince: since }, now) => [[since === null ? 0 : inSeconds(until(since, now))]],
  },
  {
    name: 'klikandgo_notices_unsent',
    help: 'Notices that were begun and have no end, by channel',
    label: 'channel',
    values: ({ notices }) => each(NOTICE_CHANNELS, notices),
  },
  {
    name: 'klikandgo_notice_feed_behind',
    help: 'Facts that were not looked at for notices yet',
    values: ({ feedBehind }) => [[feedBehind]],
  },
  {
    name: 'klikandgo_reconciliation_differences',
    help: 'Of the last run: facts told that no webhook had told, orders repaired, findings nobody can explain',
    label: 'kind',
    values: ({ reconciliation: run }) =>
      run === null ? [] : entries({ told: run.told, repaired: run.repaired, unexplained: run.unexplained }),
  },
  {
    name: 'klikandgo_reconciliation_finished_timestamp_seconds',
    help: 'When the last run of the reconciliation ended',
    values: ({ reconciliation: run }) => (run === null ? [] : [[run.finishedAt / 1_000]]),
  },
];

/** Milliseconds for which what was read is shown again: several scrapers cost one statement. */
const FRESH = 5_000;

export function registerBusinessGauges(register: Registry, source: BusinessSource): void {
  const figures = remembered(source);
  for (const gauge of BUSINESS_GAUGES) registerGauge(register, gauge, figures);
  new Gauge({
    name: 'klikandgo_business_up',
    help: 'Whether the database could be asked where all orders stand',
    registers: [register],
    async collect() {
      this.set((await figures()) === null ? 0 : 1);
    },
  });
}

interface Read {
  readonly figures: BusinessFigures;
  readonly at: Instant;
}

type Figures = () => Promise<Read | null>;

/** Null when they cannot be read: old figures would be taken for present ones. */
function remembered({ read, now }: BusinessSource): Figures {
  let last: { readonly at: Instant; readonly answer: Promise<Read | null> } | null = null;
  return () => {
    const at = now();
    if (last !== null && at - last.at < FRESH) return last.answer;
    const answer = read(at).then(
      (figures) => ({ figures, at }),
      () => null,
    );
    last = { at, answer };
    return answer;
  };
}

function registerGauge(
  register: Registry,
  { name, help, label, values }: BusinessGauge,
  figures: Figures,
): void {
  new Gauge({
    name,
    help,
    labelNames: label === undefined ? [] : [label],
    registers: [register],
    async collect() {
      const read = await figures();
      this.reset();
      // Without labels, `reset` leaves a zero behind.
      if (label === undefined) this.remove();
      for (const [value, of] of read === null ? [] : values(read.figures, read.at)) {
        if (label === undefined || of === undefined) this.set(value);
        else this.set({ [label]: of }, value);
      }
    },
  });
}
