// The activities of the reconciliation, bound to their ports.
import {
  type LastReconciliation,
  lastReconciliation,
  type PurgeOrphans,
  purgeOrphans,
  type RecordReconciliation,
  recordReconciliation,
} from './conclude.ts';
import { type ExamineSuspects, examineSuspects } from './examine.ts';
import { type ReconcilePage, reconcilePage } from './page.ts';
import type { ReconciliationPorts } from './ports.ts';

export interface ReconciliationActivities {
  readonly lastReconciliation: LastReconciliation;
  readonly reconcilePage: ReconcilePage;
  readonly examineSuspects: ExamineSuspects;
  readonly purgeOrphans: PurgeOrphans;
  readonly recordReconciliation: RecordReconciliation;
}

export function createReconciliationActivities(ports: ReconciliationPorts): ReconciliationActivities {
  return {
    lastReconciliation: lastReconciliation(ports),
    reconcilePage: reconcilePage(ports),
    examineSuspects: examineSuspects(ports),
    purgeOrphans: purgeOrphans(ports),
    recordReconciliation: recordReconciliation(ports),
  };
}
