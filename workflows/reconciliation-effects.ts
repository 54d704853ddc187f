// The activities of the reconciliation as its workflow calls them, each with a summary for the Temporal UI.
import { proxyActivities } from '@temporalio/workflow';
import type { ReconciliationActivities } from '../activities/reconciliation/activities.ts';
import type { FailureCode } from '../domain/failures.ts';
import type { StepName } from '../domain/reconciliation/report.ts';
import { patient } from './effects.ts';
import { HEARTBEAT_TIMEOUT, RECONCILE_PAGE_TIMEOUT, STRIPE_RETRY_MAX, WRITE_TIMEOUT } from './timeouts.ts';

const PAGES = {
  startToCloseTimeout: RECONCILE_PAGE_TIMEOUT,
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: { maximumInterval: STRIPE_RETRY_MAX },
} as const;

const SUMMARIES: Readonly<Record<StepName, string>> = {
  EVENTS: 'Événements de Stripe',
  SESSIONS: 'Pages de paiement de Stripe',
  CHARGES: 'Paiements de Stripe',
  REFUNDS: 'Remboursements de Stripe',
  DISPUTES: 'Contestations de Stripe',
  UNFINISHED_ORDERS: 'Commandes ouvertes ou à rembourser',
  CHANGED_ORDERS: 'Commandes modifiées',
};

export type LookingCalls = Pick<ReconciliationActivities, 'reconcilePage' | 'examineSuspects'>;

function lookingCalls(giveUpOn: readonly FailureCode[]): LookingCalls {
  const calls = (summary: string) =>
    proxyActivities<ReconciliationActivities>({
      ...PAGES,
      retry: { ...PAGES.retry, nonRetryableErrorTypes: [...giveUpOn] },
      summary,
    });
  return {
    reconcilePage: (request) => calls(SUMMARIES[request.step]).reconcilePage(request),
    examineSuspects: calls('Second regard').examineSuspects,
  };
}

/** Through every outage. @throws when Stripe refuses the key: an operator has to know. */
export const lookThroughOutages = lookingCalls(['STRIPE_KEY_REFUSED']);
/** Until the key is mended, too. */
export const lookInsisting = lookingCalls([]);

export const { lastReconciliation } = proxyActivities<ReconciliationActivities>(patient('Où reprendre'));
export const { purgeOrphans } = proxyActivities<ReconciliationActivities>({
  startToCloseTimeout: WRITE_TIMEOUT,
  // It can wait for the next run, and the report cannot.
  retry: { maximumAttempts: 2 },
  summary: 'Effacer les données sans commande',
});
export const { recordReconciliation } = proxyActivities<ReconciliationActivities>(
  patient('Enregistrer le rapport'),
);
