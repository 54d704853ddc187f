// Reconciliation in a world: the real activities, once a day unless something is away, until it finds nothing.
import {
  createReconciliationActivities,
  type ReconciliationActivities,
} from '../../activities/reconciliation/activities.ts';
import type { ApiParts } from '../../api/parts.ts';
import type { Payments } from '../../domain/ports/payments.ts';
import type { StripeBooks } from '../../domain/ports/stripe-books.ts';
import { type Finding, findingLine } from '../../domain/reconciliation/findings.ts';
import { isSettled } from '../../domain/reconciliation/order-entry.ts';
import { addSuspects, STEPS, type Suspect } from '../../domain/reconciliation/report.ts';
import { days, instant, seconds } from '../../domain/time.ts';
import type { Ground } from './ground.ts';
import { createAttendance, createOrderBooks } from './order-books.ts';
import type { Account } from './stripe/account.ts';
import type { Webhooks } from './stripe/webhooks.ts';
import type { TemporalServer } from './temporal/server.ts';
import type { Weather } from './weather.ts';

export interface Reconciliation {
  /** What the newest run could not explain, in words. */
  unexplained: readonly string[];
}

interface Parts extends Ground {
  readonly account: Account;
  readonly webhooks: Webhooks;
  readonly books: StripeBooks;
  readonly payments: Payments;
  readonly server: TemporalServer;
  /** The ways the webhook uses, too. */
  readonly webhook: ApiParts;
}

/** Days after the placing; the last ones are after all that may still happen. */
const DAYS = [1, 2, 3, 4, 6, 8, 10, 13, 14, 15, 16, 17, 18, 20, 22] as const;
const EVER = instant(0);
/** As the workflow pauses. */
const PAUSES = [seconds(2), seconds(10), seconds(30)];

export function reconcileDaily(parts: Parts): Reconciliation {
  const { agenda, note } = parts;
  const activities = createReconciliationActivities(portsOf(parts));
  const reconciliation: Reconciliation = { unexplained: [] };
  // Where nothing is lost, nothing may need it: it would hide what an order forgets.
  if (parts.weather.webhooks.loss === 0) return reconciliation;
  let explained: string | null = null;
  for (const day of DAYS)
    agenda.after(days(day), () => {
      const seen = stampOf(parts);
      // All of it was gone through, and nothing has changed since.
      if (isTrouble(parts.weather) || seen === explained) return;
      void runOnce(parts, activities).then(
        (findings) => {
          explained = findings.length === 0 ? seen : null;
          reconciliation.unexplained = findings.map(findingLine);
          for (const line of reconciliation.unexplained) note(`reconciliation: ${line}`);
        },
        (error: unknown) => note(`reconciliation: given up, ${String(error)}`),
      );
    });
  return reconciliation;
}

/** All that a run looks at. */
function stampOf({ orders, placed, agenda, account, webhooks, server }: Parts): string {
  const row = orders.find(placed.orderId);
  const { sessions, payments, refunds, disputes } = account;
  return JSON.stringify([
    row?.state.version,
    row !== null && isSettled(row.written, agenda.now()),
    [...server.executions.values()].map(({ closed }) => closed),
    webhooks.events.length,
    [sessions, payments, refunds, disputes].map((all) => [...all.values()]),
  ]);
}

const isTrouble = ({ stripe, database, api }: Weather): boolean =>
  stripe.isDown || stripe.isKeyRefused || database.isDown || api.isDown;

function portsOf(parts: Parts) {
  const { agenda, books, payments, server, webhook } = parts;
  return {
    books,
    orderBooks: createOrderBooks(parts),
    attendance: createAttendance(server),
    payments,
    eventLog: webhook.eventLog,
    facts: webhook.facts,
    reviver: webhook.reviver,
    reports: { last: async () => null, record: async () => {} },
    privateDetails: { purgeOrphans: async () => 0 },
    now: () => agenda.now(),
    log: webhook.log,
  };
}

/** @throws when Stripe did not answer; the next run does it. */
async function runOnce({ agenda }: Parts, activities: ReconciliationActivities): Promise<readonly Finding[]> {
  let suspects: readonly Suspect[] = [];
  for (const step of STEPS) {
    const page = await activities.reconcilePage({ step, since: EVER, cursor: null });
    suspects = addSuspects(suspects, page.suspects);
  }
  let findings: readonly Finding[] = [];
  for (const pause of PAUSES) {
    if (suspects.length === 0) break;
    await agenda.sleep(pause);
    const wrong = (await activities.examineSuspects(suspects)).filter((one) => one.findings.length > 0);
    suspects = wrong.map(({ suspect }) => suspect);
    findings = wrong.flatMap((one) => one.findings);
  }
  return findings;
}
