// Controls over time, faults and the way of webhooks.
import { z } from 'zod';
import type { Double } from '../double.ts';
import { advanceClock, runDueTasks } from '../due-tasks.ts';
import { faultSchema } from '../faults.ts';
import { changeSettings, settingsOf } from '../settings.ts';
import { rotateSecret } from '../webhooks/endpoints.ts';
import { resend } from '../webhooks/queue.ts';
import { type Control, control, needRecord } from './control.ts';

const webhookInput = z.strictObject({
  mode: z.enum(['normal', 'paused', 'shuffled', 'lost']).optional(),
  copies: z.int().min(1).max(10).optional(),
  splitDuplicates: z.boolean().optional(),
});

const rotateInput = z.strictObject({
  endpoint: z.string(),
  secret: z.string().min(8).optional(),
  overlapSeconds: z.number().min(0).default(3600),
});

export const WORLD_CONTROLS: readonly Control[] = [
  control('GET /_double/clock', z.strictObject({}), renderClock),
  control('POST /_double/clock', z.strictObject({ advanceSeconds: z.number().min(0) }), (double, input) => {
    runDueTasks(double.account);
    advanceClock(double.account, input.advanceSeconds);
    return renderClock(double);
  }),
  control('POST /_double/faults', faultSchema, ({ faults }, fault) => {
    faults.inject(fault);
    return { faults: faults.list() };
  }),
  control('GET /_double/faults', z.strictObject({}), ({ faults }) => ({ faults: faults.list() })),
  control('POST /_double/faults/clear', z.strictObject({}), ({ faults }) => {
    faults.clear();
    return { faults: [] };
  }),
  control(
    'POST /_double/limits',
    z.strictObject({ perSecond: z.number().min(0).nullable() }),
    ({ limits }, { perSecond }) => {
      limits.set(perSecond);
      return limits.view();
    },
  ),
  control('GET /_double/limits', z.strictObject({}), ({ limits }) => limits.view()),
  control('POST /_double/webhooks', webhookInput, ({ account }, input) => {
    const before = settingsOf(account.store);
    changeSettings(account.store, {
      delivery: input.mode ?? before.delivery,
      copies: input.copies ?? before.copies,
      splitDuplicates: input.splitDuplicates ?? before.splitDuplicates,
    });
    const { delivery: mode, copies, splitDuplicates } = settingsOf(account.store);
    return { mode, copies, splitDuplicates };
  }),
  control('GET /_double/webhooks', z.strictObject({}), ({ account, deliveries }) => ({
    ...settingsOf(account.store),
    pending: account.store.all('delivery'),
    attempts: deliveries.attempts(),
  })),
  control(
    'POST /_double/webhooks/resend',
    z.strictObject({ eventId: z.string() }),
    ({ account }, { eventId }) => ({
      endpoints: resend(account, needRecord(account.store.get('event', eventId), 'event')),
    }),
  ),
  control(
    'POST /_double/webhooks/rotate',
    rotateInput,
    ({ account }, { endpoint, secret, overlapSeconds }) => {
      const record = needRecord(account.store.get('endpoint', endpoint), 'webhook endpoint');
      const rotated = rotateSecret(account, record, { secret, overlapMs: overlapSeconds * 1000 });
      return { secret: rotated.secret };
    },
  ),
  control('POST /_double/reset', z.strictObject({}), reset),
];

function renderClock({ account }: Double) {
  return { now: account.clock.now(), iso: new Date(account.clock.nowMs()).toISOString() };
}

/** Back to an empty account; webhook endpoints stay, so that what listens goes on listening. */
function reset(double: Double) {
  const { account, faults, limits, requests } = double;
  const endpoints = account.store.all('endpoint');
  account.store.clear();
  for (const record of endpoints) account.store.put('endpoint', record.endpoint.id, record);
  faults.clear();
  limits.set(null);
  requests.clear();
  return { endpoints: endpoints.length };
}
