// Notices are counted by what became of them in truth.
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import type { NoticeKey } from '../../../domain/notices/notice.ts';
import type { NoticeRecords } from '../../../domain/ports/notice-records.ts';
import { countNotices } from '../../../infra/metrics/notice-metrics.ts';
import { readExposition, shownValue } from '../../support/exposition.ts';
import { freshOrderId, placedOrder } from '../../support/placed-orders.ts';

const notice: NoticeKey = {
  orderId: freshOrderId(),
  shopId: placedOrder().shopId,
  sequence: 1,
  kind: 'PLACED',
  channel: 'SHOP_EMAIL',
};

/** @param standing what another attempt has settled already, if any. */
function records(standing: 'SENT' | null): NoticeRecords {
  return {
    read: async () => null,
    claim: async () => 1,
    settle: async (_notice, { status }) => standing ?? status,
    happenedAt: async () => null,
  };
}

it.each([
  { status: 'GIVEN_UP', standing: null, label: 'GIVEN_UP', count: 1 },
  { status: 'RELEASED', standing: null, label: 'RELEASED', count: 1 },
  { status: 'RELEASED', standing: 'SENT', label: 'RELEASED', count: 0 },
  { status: 'RELEASED', standing: 'SENT', label: 'SENT', count: 0 },
] as const)('settled $status where $standing stood → $label: $count', async (given) => {
  const { status, standing, label, count } = given;
  const register = new Registry();
  await countNotices(records(standing), register).settle(notice, { status, attempt: 1, detail: null });
  const exposition = readExposition(await register.metrics());
  const labels = { channel: 'SHOP_EMAIL', status: label };
  expect(shownValue(exposition, 'klikandgo_notices_total', labels)).toBe(count);
});
