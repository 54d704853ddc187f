// Gauges of how orders stand: present figures or none, and one question for many scrapes.
import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../domain/time.ts';
import { BUSINESS_GAUGES, registerBusinessGauges } from '../../../infra/metrics/business-gauges.ts';
import type { BusinessFigures } from '../../../infra/postgres/business-figures.ts';
import { type Exposition, readExposition, shownValue } from '../../support/exposition.ts';

const NOW = instant(Date.UTC(2026, 10, 24, 12));
const FIGURES: BusinessFigures = {
  open: { PENDING: 3 },
  overdue: { decision: 1, payment: 0 },
  attention: { DISPUTED: 2 },
  refunds: { owed: 0, pending: 1, failed: 4 },
  refundPendingSince: instant(NOW - 90_000),
  notices: null,
  feedBehind: 7,
  reconciliation: { finishedAt: instant(NOW - 60_000), told: 1, repaired: 1, unexplained: 5 },
};

let register: Registry;
let source: { answer: () => Promise<BusinessFigures>; now: number; asked: number };
beforeEach(() => {
  register = new Registry();
  source = { answer: async () => FIGURES, now: NOW, asked: 0 };
  registerBusinessGauges(register, {
    read: () => {
      source.asked += 1;
      return source.answer();
    },
    now: () => instant(source.now),
  });
});

const scrape = async (): Promise<Exposition> => readExposition(await register.metrics());

describe('a scrape', () => {
  it.each([
    ['klikandgo_orders_open', { status: 'PENDING' }, 3],
    ['klikandgo_orders_open', { status: 'READY' }, 0],
    ['klikandgo_orders_overdue', { deadline: 'decision' }, 1],
    ['klikandgo_orders_needing_attention', { code: 'DISPUTED' }, 2],
    ['klikandgo_orders_needing_attention', { code: 'REFUND_FAILED' }, 0],
    ['klikandgo_refunds_open', { state: 'failed' }, 4],
    ['klikandgo_refund_pending_oldest_seconds', {}, 90],
    ['klikandgo_notices_unsent', { channel: 'SHOP_EMAIL' }, 0],
    ['klikandgo_notice_feed_behind', {}, 7],
    ['klikandgo_reconciliation_differences', { kind: 'unexplained' }, 5],
    ['klikandgo_reconciliation_finished_timestamp_seconds', {}, (NOW - 60_000) / 1_000],
    ['klikandgo_business_up', {}, 1],
  ] as const)('%s %o → %d', async (name, labels, value) => {
    expect(shownValue(await scrape(), name, labels)).toBe(value);
  });

  it('with all gauges → one question', async () => {
    await Promise.all([scrape(), scrape()]);
    expect(source.asked).toBe(1);
  });

  it('within five seconds → what was read; later → read again', async () => {
    await scrape();
    source.now += 4_999;
    await scrape();
    expect(source.asked).toBe(1);
    source.now += 1;
    await scrape();
    expect(source.asked).toBe(2);
  });

  it('while the database is away → no figure at all but that; back → figures again', async () => {
    await scrape();
    source.now += 5_000;
    source.answer = () => Promise.reject(new Error('away'));
    const away = await scrape();
    expect(away.samples.map(({ name, value }) => [name, value])).toEqual([['klikandgo_business_up', 0]]);
    source.now += 5_000;
    source.answer = async () => FIGURES;
    expect(shownValue(await scrape(), 'klikandgo_notice_feed_behind')).toBe(7);
  });

  it('without a run of the reconciliation, and nothing pending → no time of a run, and zero seconds', async () => {
    source.answer = async () => ({ ...FIGURES, reconciliation: null, refundPendingSince: null });
    const { samples } = await scrape();
    expect(samples.filter(({ name }) => name.startsWith('klikandgo_reconciliation'))).toEqual([]);
    expect(shownValue(await scrape(), 'klikandgo_refund_pending_oldest_seconds')).toBe(0);
  });

  it('shows every gauge there is', async () => {
    const { samples } = await scrape();
    const shown = new Set(samples.map(({ name }) => name));
    expect(BUSINESS_GAUGES.filter(({ name }) => !shown.has(name))).toEqual([]);
  });
});
