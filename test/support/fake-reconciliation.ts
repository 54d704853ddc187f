// The reconciliation's activities for tests of its workflow: lists of a given number of pages, suspects that heal or do not.
import type { ReconciliationActivities } from '../../activities/reconciliation/activities.ts';
import type { PageRequest } from '../../activities/reconciliation/page-of.ts';
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
    lastReconciliation: async () => fake.last,
    async reconcilePage(request) {
      fake.asked.push(request);
      if (fake.failures > 0) {
        fake.failures -= 1;
        throw new Error('the worker died');
      }
      const number = Number(request.cursor ?? 0);
      const isLast = number + 1 >= (fake.pages[request.step] ?? 1);
      const suspects = fake.suspects.get(`${request.step} ${number}`) ?? [];
      return { seen: 100, told: 0, suspects, unreadable: [], nextCursor: isLast ? null : String(number + 1) };
    },
    async examineSuspects(suspects) {
      fake.looks.push(suspects.map(({ orderId }) => orderId));
      return suspects.map((suspect) => {
        const looks = (seen.get(suspect.orderId) ?? 0) + 1;
        seen.set(suspect.orderId, looks);
        const isRight = looks >= (fake.looksNeeded.get(suspect.orderId) ?? Number.POSITIVE_INFINITY);
        const findings = isRight ? [] : [findingOf(suspect)];
        return { suspect: { ...suspect, isTold: true }, findings, told: looks === 1 ? 1 : 0 };
      });
    },
    purgeOrphans: async () => 3,
    recordReconciliation: async (run) => void fake.recorded.push(run),
  };
  return fake;
}

const findingOf = ({ orderId }: Suspect): Finding => ({
  code: 'PAGE_OPEN',
  orderId,
  stripeIds: ['cs_1'],
  facts: '',
});
