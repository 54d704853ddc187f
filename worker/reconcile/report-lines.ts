// A reconciliation in words: how far it is, and what it found.
import { findingLine } from '../../domain/reconciliation/findings.ts';
import type { Capped, Report, StepName } from '../../domain/reconciliation/report.ts';
import { isoTime } from '../../domain/time.ts';
import type { ReconciliationRun } from '../../workflows/reconciliation-messages.ts';

const STEP_WORDS: Readonly<Record<StepName, string>> = {
  EVENTS: 'events',
  SESSIONS: 'payment pages',
  CHARGES: 'payments',
  REFUNDS: 'refunds',
  DISPUTES: 'disputes',
  UNFINISHED_ORDERS: 'unfinished orders',
  CHANGED_ORDERS: 'changed orders',
};

export function progressLine({ step, report, suspects }: ReconciliationRun): string {
  const at = step === null ? 'second look' : `${STEP_WORDS[step]} (${report.seen[step]} so far)`;
  return `… ${at}; ${report.told} facts told, ${suspects.length} orders to look at again`;
}

export function reportLines(report: Report): readonly string[] {
  const seen = Object.entries(STEP_WORDS).map(([step, words]) => `${seenOf(report, step)} ${words}`);
  const { repaired, unexplained } = report;
  return [
    `Reconciled since ${isoTime(report.since)}: ${seen.join(', ')}.`,
    `Told ${report.told} facts, looked at ${report.examined} orders again, removed ${report.purged} details without an order.`,
    `Repaired: ${repaired.count}.`,
    ...repaired.named.map((orderId) => `  order ${orderId}`),
    ...more(repaired),
    unexplained.count === 0 ? 'Nothing is left unexplained.' : `Unexplained: ${unexplained.count}.`,
    ...unexplained.named.map((finding) => `  ${findingLine(finding)}`),
    ...more(unexplained),
  ];
}

const seenOf = ({ seen }: Report, step: string): number =>
  Object.entries(seen).find(([name]) => name === step)?.[1] ?? 0;

function more({ count, named }: Capped<unknown>): readonly string[] {
  return count > named.length ? [`  and ${count - named.length} more, not named here`] : [];
}
