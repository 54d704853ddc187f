// The reconciliation's activities for tests of its workflow: lists of a given number of pages, suspects that heal or do not.
import { ApplicationFailure } from '@temporalio/common';
import type { ReconciliationActivities } from '../../activities/reconciliation/activities.ts';
import type { PageRequest, PageResult } from '../../activities/reconciliation/page-of.ts';
import type { FinishedRun, LastRun } from '../../domain/ports/reconciliation-reports.ts';
import type { Finding } from '../../domain/reconciliation/findings.ts';
import type { StepName, Suspect } from '../../domain/reconciliation/report.ts';

export interface FakeReconciliation extends ReconciliationActivities {
  /** How many pages a step has; one unless said. */
  readonly pages: Partial<Record<StepName, number>>;
  /** What the page of a step and number finds. */
  readonly suspects: Map<string, readonly Suspect[]>;
  /** How many looks it takes until an order is right; for ever when absent and listed. */
  readonly looksNeeded: Map<string, number>;
  readonly asked: PageRequest[];
  readonly looks: string[][];
  readonly recorded: FinishedRun[];
  last: LastRun | null;
  /** Fails the next pages, as a worker that dies does. */
  failures: number;
  /** Whether Stripe refuses the key just now. */
  isKeyRefused: boolean;
  /** Once this step is gone through, Stripe refuses the key. */
  refuseAfter: StepName | null;
  /** Whether tidying up works. */
  isPurging: boolean;
}

export function fakeReconciliation(): FakeReconciliation {
  const seen = new Map<string, number>();
  const fake: FakeReconciliation = {
    pages: {},
    suspects: new Map(),
    looksNeeded: new Map(),
    asked: [],
    looks: [],
    recorded: [],
    last: null,
    failures: 0,
    isKeyRefused: false,
    refuseAfter: null,
    isPurging: true,
    lastReconciliation: async () => fake.last,
    async reconcilePage(request) {
      fake.asked.push(request);
      if (fake.isKeyRefused) throw keyRefused();
      if (fake.failures > 0) {
        fake.failures -= 1;
        throw new Error('the worker died');
      }
      if (request.step === fake.refuseAfter) fake.isKeyRefused = true;
      return pageOf(fake, request);
    },
    async examineSuspects(suspects) {
      if (fake.isKeyRefused) throw keyRefused();
      fake.looks.push(suspects.map(({ orderId }) => orderId));
      return suspects.map((suspect) => {
        const looks = (seen.get(suspect.orderId) ?? 0) + 1;
        seen.set(suspect.orderId, looks);
        const isRight = looks >= (fake.looksNeeded.get(suspect.orderId) ?? Number.POSITIVE_INFINITY);
        const findings = isRight ? [] : [findingOf(suspect)];
        return { suspect: { ...suspect, isTold: true }, findings, told: looks === 1 ? 1 : 0 };
      });
    },
    async purgeOrphans() {
      if (!fake.isPurging) throw new Error('the table is locked');
      return 3;
    },
    recordReconciliation: async (run) => void fake.recorded.push(run),
  };
  return fake;
}

function pageOf({ pages, suspects }: FakeReconciliation, { step, cursor }: PageRequest): PageResult {
  const number = Number(cursor ?? 0);
  const isLast = number + 1 >= (pages[step] ?? 1);
  return {
    seen: 100,
    told: 0,
    suspects: suspects.get(`${step} ${number}`) ?? [],
    unreadable: [],
    nextCursor: isLast ? null : String(number + 1),
  };
}

const keyRefused = () => ApplicationFailure.create({ type: 'STRIPE_KEY_REFUSED', message: 'No such key' });

const findingOf = ({ orderId }: Suspect): Finding => ({
  code: 'PAGE_OPEN',
  orderId,
  stripeIds: ['cs_1'],
  facts: '',
});
