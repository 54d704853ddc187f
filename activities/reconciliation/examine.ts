// Effect: the second look at suspects, one after the other: all there is to know of each, compared, and told where telling helps.
import { compare } from '../../domain/reconciliation/compare.ts';
import type { Finding } from '../../domain/reconciliation/findings.ts';
import { missingFacts } from '../../domain/reconciliation/missing-facts.ts';
import type { Suspect } from '../../domain/reconciliation/report.ts';
import { lookAt } from './look-at.ts';
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
  // None is without its owner: what an order lacks names the order.
  const told = (await tellAll(ports, facts)).orderIds.length;
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
