// The bugs planted in the reconciliation.
import type { PlantedBug } from './planted-bug.ts';

export const RECONCILIATION_BUGS: readonly PlantedBug[] = [
  {
    name: 'an event lost for good is never told',
    file: 'activities/reconciliation/stripe-pages.ts',
    find: 'tellAll(ports, page.entries.toReversed())',
    replace: 'tellAll(ports, [])',
  },
  {
    name: 'reconciliation trusts the row',
    file: 'domain/reconciliation/compare.ts',
    find: '  if (row === null) return whatNobodyOrdered(look);',
    replace: '  if (row === null || row.version > 0) return [];',
  },
  {
    name: 'reconciliation finds a refund and tells nobody',
    file: 'domain/reconciliation/missing-facts.ts',
    find: 'return ownPayment(look)?.refunds.map(refundNews) ?? [];',
    replace: 'return [];',
  },
  {
    name: 'reconciliation looks at a dispute and not at its end',
    file: 'domain/reconciliation/missing-facts.ts',
    find: "const kind = dispute.won === null ? 'DISPUTE_OPENED' : 'DISPUTE_CLOSED';",
    replace: "const kind = 'DISPUTE_OPENED';",
  },
];
