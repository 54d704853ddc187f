// Effect: the second look at suspects, one after the other: all there is to know of each, compared, and told where telling helps.
import type { SessionFacts } from '../../domain/payment-facts.ts';
import { compare } from '../../domain/reconciliation/compare.ts';
import type { Finding } from '../../domain/reconciliation/findings.ts';
import { missingFacts } from '../../domain/reconciliation/missing-facts.ts';
import type { OrderLook, PaymentLook } from '../../domain/reconciliation/order-look.ts';
import type { Suspect } from '../../domain/reconciliation/report.ts';
import { definite } from '../stripe-answer.ts';
import type { ReconciliationPorts } from './ports.ts';
import { tellAll } from './tell.ts';

export interface Examined {
  readonly suspect: Suspect;
  readonly findings: readonly Finding[];
  /** How many facts it was told now. */
  readonly told: number;
}

/** May be done again at any time: what was told is not told again. */
export type ExamineSuspects = (suspects: readonly Suspect[]) => Promise<readonly Examined[]>;

export const examineSuspects =
  (ports: ReconciliationPorts): ExamineSuspects =>
  async (suspects) => {
    const examined: Examined[] = [];
    for (const suspect of suspects) examined.push(await examine(ports, suspect));
    return examined;
  };

async function examine(ports: ReconciliationPorts, suspect: Suspect): Promise<Examined> {
  const look = await lookAt(ports, suspect);
  const findings = compare(look);
  const facts = findings.flatMap(({ code }) => missingFacts(look, code));
  const { length: told } = await tellAll(ports, facts);
  const isResumed = await resumeLost(ports, suspect, findings);
  return { suspect: { ...suspect, isTold: suspect.isTold || told > 0 || isResumed }, findings, told };
}

/** An open order whose workflow is gone goes on from its row. One that completed is not lost: that needs a person. */
async function resumeLost(
  { reviver }: ReconciliationPorts,
  { orderId }: Suspect,
  findings: readonly Finding[],
): Promise<boolean> {
  return findings.some(({ code }) => code === 'WORKFLOW_GONE') && (await reviver.resume(orderId));
}

/** Stripe is asked before the row is read: a row is never older than what it is compared with. */
async function lookAt(ports: ReconciliationPorts, suspect: Suspect): Promise<OrderLook> {
  const { orderId } = suspect;
  const [before] = await ports.orderBooks.byIds([orderId]);
  const sessions = await sessionsOf(ports, [before?.sessionId, ...suspect.sessionIds]);
  const payments = await paymentsOf(ports, [
    before?.paymentIntentId,
    ...suspect.paymentIntentIds,
    ...sessions.map(({ paymentIntentId }) => paymentIntentId),
  ]);
  const attendance = await ports.attendance.attendanceOf(orderId);
  const [row] = await ports.orderBooks.byIds([orderId]);
  return { orderId, row: row ?? null, sessions, payments, attendance, now: ports.now() };
}

const distinct = (ids: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(ids.filter((id) => typeof id === 'string')),
];

async function sessionsOf(
  { payments }: ReconciliationPorts,
  ids: readonly (string | null | undefined)[],
): Promise<readonly SessionFacts[]> {
  const sessions: SessionFacts[] = [];
  for (const id of distinct(ids)) {
    const found = definite(await payments.lookUpSession(id));
    if (found.kind === 'done' && found.value !== null) sessions.push(found.value);
  }
  return sessions;
}

async function paymentsOf(
  ports: ReconciliationPorts,
  ids: readonly (string | null | undefined)[],
): Promise<readonly PaymentLook[]> {
  const payments: PaymentLook[] = [];
  for (const id of distinct(ids)) {
    const payment = await paymentOf(ports, id);
    if (payment !== null) payments.push(payment);
  }
  return payments;
}

/** Null when Stripe knows no such payment. */
async function paymentOf(
  { payments, books }: ReconciliationPorts,
  paymentIntentId: string,
): Promise<PaymentLook | null> {
  const found = definite(await payments.lookUpPayment(paymentIntentId));
  if (found.kind === 'refused') return null;
  const refunds = definite(await payments.listRefunds(paymentIntentId));
  // Also where none forbids a refund: one that was won is news to an order that knows only of its beginning.
  const disputes = definite(await books.disputesOf(paymentIntentId));
  return {
    paymentIntentId,
    capturedCents: found.value.capturedCents,
    refunds: refunds.kind === 'done' ? refunds.value : [],
    disputes: disputes.kind === 'done' ? disputes.value : [],
  };
}
