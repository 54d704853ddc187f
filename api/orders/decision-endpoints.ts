// What people decide: accept, reject, ready, collect, no-show, cancel.
import { z } from 'zod';
import type { FailureCode } from '../../domain/failures.ts';
import { REASONS } from '../../domain/order-status.ts';
import type { Access } from '../auth/access.ts';
import type { ApiParts } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import { type Answer, ok } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';
import { actorOf, decide } from './decide.ts';
import { OrderBody } from './order-body.ts';
import type { Decision } from './order-commands.ts';
import { presentOrder } from './present-order.ts';
import { withMessage } from './refusal-message.ts';
import { sentText } from './sent-text.ts';

const LONGEST_MESSAGE = 200;
/** `NO_ANSWER` is the system's own. */
const PersonReason = z.enum(REASONS).exclude(['NO_ANSWER']);
const Nothing = z.strictObject({});
const Reasoned = z
  .strictObject({ reason: PersonReason, message: sentText(LONGEST_MESSAGE) })
  .meta({ id: 'Refusal' });
const Cancellation = z
  .strictObject({ reason: PersonReason.optional(), message: sentText(LONGEST_MESSAGE) })
  .meta({ id: 'Cancellation', description: 'A butcher gives a reason; a customer needs none' });

const DECISION = {
  tag: 'Boucher',
  query: null,
  answers: { 200: OrderBody },
  problems: ['TOO_LATE', 'NOT_ALLOWED_YET', 'NOT_PAID'] satisfies FailureCode[],
} as const;

type PlainDecision = Exclude<Decision['kind'], 'reject' | 'cancel'>;

const plain = (kind: PlainDecision, summary: string) =>
  endpoint('order-decider', {
    ...DECISION,
    summary,
    body: Nothing,
    handle: ({ parts, access }) => {
      const by = actorOf(access.role, access.caller);
      return answerDecision(parts, access, { kind, by });
    },
  });

export const accept = plain('accept', 'Accepter la commande');
export const ready = plain('ready', 'La commande est prête');
export const collect = plain('collect', 'La commande est retirée, et payée si elle ne l’était pas');
export const noShow = plain('noShow', 'La commande n’a pas été retirée');

export const reject = endpoint('order-decider', {
  ...DECISION,
  summary: 'Refuser la commande ; ce qui est payé est remboursé',
  body: Reasoned,
  handle: ({ parts, access, body: { reason, message } }) => {
    const decision: Decision = { kind: 'reject', by: actorOf(access.role, access.caller), reason };
    return answerRefusal(parts, access, { decision, message });
  },
});

export const cancel = endpoint('order-reader', {
  ...DECISION,
  tag: 'Commandes',
  summary: 'Annuler la commande ; ce qui est payé est remboursé',
  body: Cancellation,
  handle: ({ parts, access, body }) => {
    const { role, caller } = access;
    const isCustomer = role === 'customer';
    const reason = body.reason ?? (isCustomer ? 'CUSTOMER_REQUEST' : null);
    if (reason === null) throw reasonMissing();
    const decision: Decision = { kind: 'cancel', by: actorOf(role, caller), reason };
    return answerRefusal(parts, access, { decision, message: isCustomer ? null : body.message });
  },
});

async function answerDecision(
  parts: ApiParts,
  { order, role }: Access['order-reader'],
  decision: Decision,
): Promise<Answer> {
  return ok(await presentOrder(parts, await decide(parts, order, decision), role));
}

async function answerRefusal(
  parts: ApiParts,
  { order, role }: Access['order-reader'],
  { decision, message }: { readonly decision: Decision; readonly message: string | null },
): Promise<Answer> {
  const decided = await withMessage(parts, { order, message }, () => decide(parts, order, decision));
  return ok(await presentOrder(parts, decided, role));
}

function reasonMissing(): Refusal {
  const message = 'Indiquez la raison';
  return new Refusal('MALFORMED_REQUEST', {
    detail: `Requête invalide : reason : ${message}`,
    errors: [{ path: 'reason', message }],
  });
}
