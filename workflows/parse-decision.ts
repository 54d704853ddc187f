// Decisions may be typed by hand in the Temporal UI: nothing about their shape is taken for granted.
import { ApplicationFailure } from '@temporalio/common';
import { type Actor, parseActor, roleOf } from '../domain/actor.ts';
import type { Extension } from '../domain/extension.ts';
import { ATTENTION_CODES, type AttentionCode } from '../domain/order-event.ts';
import { REASONS, type Reason } from '../domain/order-status.ts';
import { type Instant, minutes, parseInstant } from '../domain/time.ts';

/** What was sent, and an example of what to send instead. */
export interface Sent {
  readonly given: unknown;
  readonly example: string;
}

const WHO = 'by : operator, ou operator:<nom> sans espace';
const PERSON = /^(?:(?:customer|butcher|operator):[\x21-\x7e]{1,128}|operator)$/;
const DECIDABLE = REASONS.filter((reason) => reason !== 'NO_ANSWER');

/** @throws ApplicationFailure `MALFORMED_REQUEST` when `by` names no person: nobody decides as Stripe or the system. */
export function parsePerson(sent: Sent): Actor {
  const by = field(sent, 'by');
  const who = typeof by === 'string' && PERSON.test(by) ? parseActor(by) : null;
  if (who === null) throw malformed(sent, WHO);
  return who;
}

/** @throws ApplicationFailure `MALFORMED_REQUEST` for anybody else: what is only an operator's, and every signal. */
export function parseOperator(sent: Sent): Actor {
  const who = parsePerson(sent);
  if (roleOf(who) !== 'operator') throw malformed(sent, WHO);
  return who;
}

/** @throws ApplicationFailure `MALFORMED_REQUEST`; `NO_ANSWER` is the system's own reason. */
export function parseReason(sent: Sent): Reason {
  const reason = field(sent, 'reason');
  const known = DECIDABLE.find((candidate) => candidate === reason);
  if (known === undefined) throw malformed(sent, `reason : ${DECIDABLE.join(', ')}`);
  return known;
}

/** @throws ApplicationFailure `MALFORMED_REQUEST` */
export function parseCause(sent: Sent): AttentionCode {
  const code = field(sent, 'code');
  const known = ATTENTION_CODES.find((candidate) => candidate === code);
  if (known === undefined) throw malformed(sent, `code : ${ATTENTION_CODES.join(', ')}`);
  return known;
}

/** @throws ApplicationFailure `MALFORMED_REQUEST` unless exactly one of the two says how long. */
export function parseExtension(sent: Sent): Extension {
  const [count, until] = [field(sent, 'minutes'), field(sent, 'until')];
  if (until === undefined && isCount(count)) return { by: minutes(count) };
  const instant = count === undefined ? parseZoned(until) : null;
  if (instant !== null) return { until: instant };
  throw malformed(sent, 'ou, à la place de minutes, "until":"2026-11-24T18:30:00+01:00"');
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

/** Without its offset a time would be one here and another there. */
const ZONED = /T.*(?:Z|[+-]\d\d:\d\d)$/;

const parseZoned = (text: unknown): Instant | null =>
  typeof text === 'string' && ZONED.test(text) ? parseInstant(text) : null;

const field = ({ given }: Sent, name: string): unknown =>
  typeof given === 'object' && given !== null
    ? Object.entries(given).find(([key]) => key === name)?.[1]
    : undefined;

function malformed({ example }: Sent, hint: string): ApplicationFailure {
  const message = `Envoyez ${example} (${hint})`;
  return ApplicationFailure.create({ type: 'MALFORMED_REQUEST', message, nonRetryable: true });
}
