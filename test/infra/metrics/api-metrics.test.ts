// What the API counts: every kind of throttling is seen as zero before it first happens.
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { THROTTLES } from '../../../domain/ports/api-measures.ts';
import { openApiMetrics } from '../../../infra/metrics/api-metrics.ts';
import { readExposition, shownValue } from '../../support/exposition.ts';

const NAME = 'klikandgo_requests_throttled_total';

it('throttled requests → by what there was too much of, and of whom; zero until then', async () => {
  const register = new Registry();
  const measures = openApiMetrics(register);
  measures.throttled({ limit: 'placing', by: 'address' });
  measures.throttled({ limit: 'placing', by: 'address' });
  measures.throttled({ limit: 'open_orders', by: 'shop' });
  const exposition = readExposition(await register.metrics());
  const shown = THROTTLES.map(({ limit, by }) => shownValue(exposition, NAME, { limit, by }));
  expect(shown.filter((value) => value === 0)).toHaveLength(THROTTLES.length - 2);
  expect(shownValue(exposition, NAME, { limit: 'placing', by: 'address' })).toBe(2);
  expect(shownValue(exposition, NAME, { limit: 'open_orders', by: 'shop' })).toBe(1);
});
