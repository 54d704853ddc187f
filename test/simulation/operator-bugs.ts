// The bugs planted in what operators do.
import type { PlantedBug } from './planted-bug.ts';

export const OPERATOR_BUGS: readonly PlantedBug[] = [
  {
    name: 'a failed refund can be put away',
    file: 'domain/operator-rules.ts',
    find: "REFUND_FAILED: ({ paymentStatus }) => paymentStatus === 'REFUND_FAILED',",
    replace: 'REFUND_FAILED: () => false,',
  },
  {
    name: 'an open dispute can be put away',
    file: 'domain/operator-rules.ts',
    find: 'DISPUTED: ({ dispute }) => dispute?.isOver !== true,',
    replace: 'DISPUTED: () => false,',
  },
  {
    name: 'the old deadline goes on running behind the new one',
    file: 'workflows/await-decision.ts',
    find: "  if ((await waitUntil(isOver, deadline, 'Fin du délai de décision')) || isOver()) return;",
    replace:
      "  if (await waitUntil(() => order.state.status !== 'PENDING', deadline, 'Fin du délai de décision')) return;",
  },
  {
    name: 'more time than until the pickup',
    file: 'domain/extension.ts',
    find: ' && (pickupAt === null || to <= pickupAt)',
    replace: ' && (pickupAt === null || to > 0)',
  },
  {
    name: 'an order that calls an operator ends before anybody came',
    file: 'workflows/wind-up.ts',
    find: "state.attention.length > 0 && patched('stays-until-settled');",
    replace: "state.attention.length > 99 && patched('stays-until-settled');",
  },
  {
    name: 'what was put away is forgotten, and found again by reconciliation',
    file: 'domain/attention.ts',
    find: 'acknowledged: causes(...acknowledged, code)',
    replace: 'acknowledged',
  },
];
