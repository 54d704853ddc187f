// Answers one API call: key, faults, idempotency, the endpoint itself, expansion, and the log.
import { setTimeout as sleep } from 'node:timers/promises';
import { transact } from '../account.ts';
import type { Answer, Call, Double, Outcome } from '../double.ts';
import { runDueTasks } from '../due-tasks.ts';
import type { Fault } from '../faults.ts';
import { fingerprintOf, type KeyedRequest, rememberAnswer } from '../idempotency.ts';
import { createRequestId } from '../ids.ts';
import { redact } from '../request-log.ts';
import type { AnsweredRecord } from '../store/records.ts';
import { refuseRate, StripeRefusal } from '../wire/errors.ts';
import { decodeForm, type Form } from '../wire/form.ts';
import { checkAccess } from './access.ts';
import { type Performed, type Planned, performCall, planCall } from './perform.ts';
import { renderAnswer } from './render.ts';

interface Progress {
  readonly requestId: string;
  readonly params: Form;
  readonly key: string | null;
  readonly fault: Fault | null;
}

/** Answers as Stripe would, or cuts the connection when a fault says so. */
export async function answerApiCall(double: Double, call: Call): Promise<Outcome> {
  const progress = begin(double, call);
  const { answer: right, replayed } = await attempt(double, call, progress);
  const answer = mangled(right, progress.fault);
  const fault = progress.fault?.kind ?? null;
  const dropped = fault === 'drop-before' || fault === 'drop-after';
  double.requests.add({
    id: progress.requestId,
    at: new Date(double.account.clock.nowMs()).toISOString(),
    method: call.method,
    path: call.path,
    params: redact(progress.params),
    idempotencyKey: progress.key,
    status: dropped ? null : answer.status,
    replayed,
    fault,
  });
  return dropped ? 'dropped' : answer;
}

function mangled(answer: Answer, fault: Fault | null): Answer {
  if (fault?.kind !== 'mangle') return answer;
  return { ...answer, body: JSON.stringify({ ...parseObject(answer.body), ...fault.change }) };
}

function parseObject(body: string): object {
  const object: unknown = JSON.parse(body);
  return typeof object === 'object' && object !== null ? object : {};
}

function begin(double: Double, call: Call): Progress {
  const fault = double.faults.take(call.method, call.path);
  const requestId = createRequestId();
  // Keys on other methods have no effect [docs.stripe.com/api/idempotent_requests].
  if (call.method !== 'POST') return { requestId, params: decodeForm(call.query), key: null, fault };
  return { requestId, params: decodeForm(call.body), key: call.header('idempotency-key') ?? null, fault };
}

const NOTHING: Answer = { status: 0, headers: {}, body: '' };

async function attempt(
  double: Double,
  call: Call,
  progress: Progress,
): Promise<{ answer: Answer; replayed: boolean }> {
  if (progress.fault?.kind === 'drop-before') return { answer: NOTHING, replayed: false };
  try {
    checkAccess(call);
    const planned = planCall(call, progress.params);
    checkRate(double, planned);
    const keyed = progress.key === null ? null : keyedRequest(call, progress.key, progress.params);
    const stored = keyed === null ? null : double.keys.claim(double.account, keyed);
    if (stored !== null) return { answer: replay(stored, progress), replayed: true };
    return { answer: await performFirst(double, planned, { ...progress, keyed }), replayed: false };
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error;
    const { status, error: body } = error.refusal;
    return { answer: renderAnswer({ status, body: { error: body } }, progress), replayed: false };
  }
}

function checkRate({ limits }: Double, { route }: Planned): void {
  if (!limits.admit(`${route.method} ${route.path}`)) throw refuseRate();
}

function keyedRequest(call: Call, key: string, params: Form): KeyedRequest {
  return { key, method: call.method, path: call.path, fingerprint: fingerprintOf(redact(params)) };
}

function replay(stored: AnsweredRecord, progress: Progress): Answer {
  return renderAnswer(
    { status: stored.status, body: stored.body },
    { ...progress, original: stored.requestId },
  );
}

/** The key stays claimed while this runs, so that a second request with it answers 409. */
async function performFirst(
  double: Double,
  planned: Planned,
  progress: Progress & { keyed: KeyedRequest | null },
): Promise<Answer> {
  const { account } = double;
  const { fault, keyed, requestId } = progress;
  try {
    if (fault?.kind === 'delay') await sleep(fault.ms);
    transact(account, null, () => runDueTasks(account));
    return transact(account, { requestId, idempotencyKey: progress.key }, () => {
      const performed: Performed = performCall(account, planned, fault);
      const answer = renderAnswer(performed, progress);
      const { status, body } = answer;
      if (keyed !== null && performed.begun) rememberAnswer(account, keyed, { requestId, status, body });
      return answer;
    });
  } finally {
    if (keyed !== null) double.keys.release(keyed.key);
  }
}
