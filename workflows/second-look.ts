// The second look at suspects: after a pause, at all of them; then again at those that are not right yet.
import { sleep } from '@temporalio/workflow';
import type { Examined } from '../activities/reconciliation/examine.ts';
import { addTo, type Report, type Suspect } from '../domain/reconciliation/report.ts';
import { lookPatiently } from './reconciliation-looking.ts';
import { SECOND_LOOK_PAUSES } from './timeouts.ts';

/** Orders in one activity: each is some four calls to Stripe. */
const AT_ONCE = 25;

/** @returns the report with what became of the suspects. */
export async function lookAgain(suspects: readonly Suspect[], report: Report): Promise<Report> {
  let left: readonly Examined[] = suspects.map((suspect) => ({ suspect, findings: [], told: 0 }));
  let now: Report = { ...report, examined: report.examined + suspects.length };
  for (const pause of SECOND_LOOK_PAUSES) {
    if (left.length === 0) break;
    await sleep(pause, { summary: 'Laisser le temps aux commandes' });
    const examined = await examineAll(left.map(({ suspect }) => suspect));
    const right = examined.filter(({ findings }) => findings.length === 0).map(({ suspect }) => suspect);
    const repaired = right.filter(({ isTold }) => isTold).map(({ orderId }) => orderId);
    now = {
      ...now,
      told: examined.reduce((count, { told }) => count + told, now.told),
      repaired: addTo(now.repaired, repaired),
    };
    left = examined.filter(({ findings }) => findings.length > 0);
  }
  return {
    ...now,
    unexplained: addTo(
      now.unexplained,
      left.flatMap(({ findings }) => findings),
    ),
    open: addTo({ count: 0, named: now.open }, left.map(reopened)).named,
  };
}

const reopened = ({ suspect }: Examined): Suspect => ({ ...suspect, isTold: false });

async function examineAll(suspects: readonly Suspect[]): Promise<readonly Examined[]> {
  const examined: Examined[] = [];
  for (let start = 0; start < suspects.length; start += AT_ONCE) {
    const portion = suspects.slice(start, start + AT_ONCE);
    examined.push(...(await lookPatiently(({ examineSuspects }) => examineSuspects(portion))));
  }
  return examined;
}
