// The activities as the workflow calls them: short database writes are local, calls to Stripe are not.
import {
  type ActivityOptions,
  type LocalActivityOptions,
  patched,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { FailureCode } from '../domain/failures.ts';
import type { OrderChange } from '../domain/ports/order-store.ts';
import { failureType } from './failure-type.ts';
import {
  BRIEFLY,
  HEARTBEAT_TIMEOUT,
  LOCAL_WRITE_ATTEMPTS,
  LOCAL_WRITE_BUDGET,
  STRIPE_RETRY_MAX,
  STRIPE_TIMEOUT,
  WRITE_RETRY_MAX,
  WRITE_TIMEOUT,
} from './timeouts.ts';

const LOCAL: LocalActivityOptions = {
  startToCloseTimeout: WRITE_TIMEOUT,
  scheduleToCloseTimeout: LOCAL_WRITE_BUDGET,
  retry: { maximumAttempts: LOCAL_WRITE_ATTEMPTS },
};

/** As often as it takes. @param summary shown on the activity in the Temporal UI. */
export const patient = (summary: string) => ({
  startToCloseTimeout: WRITE_TIMEOUT,
  retry: { maximumInterval: WRITE_RETRY_MAX },
  summary,
});

const local = (summary: string) => proxyLocalActivities<Activities>({ ...LOCAL, summary });
const localPlacing = local('Enregistrer la commande');
const localRecord = local('Enregistrer le changement');

const patientPlacing = proxyActivities<Activities>(patient('Enregistrer la commande'));
const patientRecord = proxyActivities<Activities>(patient('Enregistrer le changement'));

/** Writes at once where it can, and otherwise as often as it takes. */
export const placeOrder: Activities['placeOrder'] = (placed, placedAt) =>
  localPlacing.placeOrder(placed, placedAt).catch(() => patientPlacing.placeOrder(placed, placedAt));

/** As above. @param onRefusal told when the database forbids the change for good, before it is tried again and again. */
export const recordChange = (change: OrderChange, onRefusal: () => void): Promise<void> =>
  localRecord.recordChange(change).catch((error: unknown) => {
    if (REFUSALS.includes(failureType(error)) && patched('refused-write-calls-operator')) onRefusal();
    return patientRecord.recordChange(change);
  });

const REFUSALS: readonly unknown[] = ['STALE_WRITE', 'WRITE_REFUSED'] satisfies FailureCode[];

export const { loadOrder } = proxyActivities<Activities>(patient('Relire la commande'));

export type StripeCalls = Pick<
  Activities,
  'openCheckout' | 'closeCheckout' | 'lookUpCheckout' | 'refundPayment'
>;

const stripeCall = (summary: string, options: Pick<ActivityOptions, 'retry' | 'scheduleToCloseTimeout'>) =>
  proxyActivities<Activities>({
    startToCloseTimeout: STRIPE_TIMEOUT,
    heartbeatTimeout: HEARTBEAT_TIMEOUT,
    ...options,
    summary,
  });

function stripeCalls(giveUpOn: readonly FailureCode[]): StripeCalls {
  const retry = { maximumInterval: STRIPE_RETRY_MAX, nonRetryableErrorTypes: [...giveUpOn] };
  const calls = (summary: string) => stripeCall(summary, { retry });
  return {
    openCheckout: calls('Ouvrir le paiement chez Stripe').openCheckout,
    closeCheckout: calls('Fermer le paiement chez Stripe').closeCheckout,
    lookUpCheckout: calls('Vérifier le paiement chez Stripe').lookUpCheckout,
    refundPayment: calls('Rembourser chez Stripe').refundPayment,
  };
}

/** What an operator may have to know while a call is not answered. */
export const UNANSWERED = ['STRIPE_KEY_REFUSED', 'STRIPE_UNREADABLE'] as const satisfies FailureCode[];

/** Asks through every outage. @throws when Stripe refuses the key or makes no sense: an operator may have to know. */
export const stripeThroughOutages = stripeCalls(UNANSWERED);
/** Asks until that is mended, too. */
export const stripeInsisting = stripeCalls([]);
/** For a person who waits for the answer. @throws when there is none within half a minute, or it needs an operator. */
export const stripeBriefly: Pick<StripeCalls, 'lookUpCheckout'> = stripeCall(
  'Revérifier le paiement chez Stripe, à la demande d’un opérateur',
  {
    scheduleToCloseTimeout: BRIEFLY,
    retry: { nonRetryableErrorTypes: [...UNANSWERED] },
  },
);
