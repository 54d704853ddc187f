// Idempotency keys: the first answer again, also when that was an error; and what a fault makes of a request.
import type { Answer } from '../../../domain/ports/payments.ts';
import { hours } from '../../../domain/time.ts';
import type { Agenda } from '../agenda.ts';
import type { Fault } from './faults.ts';

interface KeptAnswer {
  readonly params: string;
  readonly answer: Answer<unknown>;
  readonly at: number;
}

export interface KeyedApi {
  readonly agenda: Agenda;
  readonly keys: Map<string, KeptAnswer>;
  /** What goes wrong with the next request, if anything. */
  readonly fault: (isWrite: boolean) => Fault;
}

/** Milliseconds a key is remembered; somewhat more than a day. */
const KEY_MEMORY = hours(25);
const LOST: Answer<never> = { kind: 'unknown', message: 'connection lost', replayed: false };
const FAILED: Answer<never> = { kind: 'unknown', message: 'stored 500', replayed: false };

const FAULT_ANSWERS: Readonly<Partial<Record<Fault, Answer<never>>>> = {
  'lost-before': LOST,
  'lost-after': LOST,
  busy: LOST,
  'failed-before': FAILED,
  'failed-after': FAILED,
  'key-refused': { kind: 'key_refused', message: 'Invalid API Key' },
};

/** Null when nothing goes wrong. */
export const answerOfFault = (fault: Fault): Answer<never> | null => FAULT_ANSWERS[fault] ?? null;

export const refused = (code: string): Answer<never> => ({ kind: 'refused', code, message: code });

/** Faults that keep a request from being begun leave nothing behind. */
const NOT_BEGUN: readonly Fault[] = ['lost-before', 'busy', 'key-refused'];

export async function write<T>(
  api: KeyedApi,
  request: { readonly idempotencyKey: string },
  effect: () => Answer<T>,
): Promise<Answer<T>> {
  const fault = api.fault(true);
  if (NOT_BEGUN.includes(fault)) return answerOfFault(fault) ?? LOST;
  const { idempotencyKey, ...rest } = request;
  const params = JSON.stringify(rest);
  const kept = api.keys.get(idempotencyKey);
  if (kept !== undefined && api.agenda.now() - kept.at < KEY_MEMORY) {
    // The same key and parameters make the same type of answer.
    return kept.params === params ? replayed(kept.answer as Answer<T>) : refused('idempotency_error');
  }
  const answer = firstAnswer(fault, effect);
  if (isRemembered(answer)) api.keys.set(idempotencyKey, { params, answer, at: api.agenda.now() });
  return fault === 'lost-after' ? LOST : answer;
}

function firstAnswer<T>(fault: Fault, effect: () => Answer<T>): Answer<T> {
  if (fault === 'failed-before') return FAILED;
  const answer = effect();
  return fault === 'failed-after' ? FAILED : answer;
}

/** Parameters that Stripe refuses at once leave the key free. */
const isRemembered = (answer: Answer<unknown>): boolean =>
  answer.kind !== 'refused' || answer.code !== 'parameter_invalid';

const replayed = <T>(answer: Answer<T>): Answer<T> =>
  answer.kind === 'unknown' ? { ...answer, replayed: true } : answer;
