// The promises about what calls an operator, and about what an operator may move.
import { roleOf } from '../../domain/actor.ts';
import type { OrderState } from '../../domain/order-state.ts';
import type { MemoryRow } from '../support/memory-orders.ts';
import type { World } from './world.ts';

/** @param settled the newest state that is sure to stand: a worker's death may undo the last change. */
export type Check = (world: World, row: MemoryRow, settled: OrderState) => boolean;

export const OPERATOR_CHECKS: Readonly<Record<string, Check>> = {
  'I2 no failed refund, and no dispute, is silent': (_world, { state }) =>
    isSaid(state, 'REFUND_FAILED') && (isSaid(state, 'DISPUTED') || isLostAndSeen(state)),

  'I9 a dispute that is over is not opened again': (_world, { timeline }) => staysOver(timeline),

  'I2 nothing is put away that nobody was told of': (_world, { state, timeline }) =>
    state.acknowledged.every((code) =>
      timeline.some(({ kind, data }) => kind === 'ACKNOWLEDGED' && data.code === code),
    ),

  'I2 the butcher has the time that was promised': (_world, { timeline }) => keepsPromises(timeline),

  'I2 no order is decided after its pickup': ({ placed }, { state: { decisionDeadline }, timeline }) =>
    placed.pickupAt === null ||
    decisionDeadline === null ||
    decisionDeadline <= placed.pickupAt ||
    !timeline.some(({ kind }) => kind === 'DECISION_EXTENDED'),
};

const isSaid = ({ paymentStatus, attention }: OrderState, code: 'REFUND_FAILED' | 'DISPUTED'): boolean =>
  paymentStatus !== code || attention.includes(code);

const isLostAndSeen = ({ dispute, acknowledged }: OrderState): boolean =>
  dispute?.isOver === true && acknowledged.includes('DISPUTED');

function staysOver(timeline: MemoryRow['timeline']): boolean {
  const over = timeline.findIndex(({ kind }) => kind === 'DISPUTE_CLOSED');
  const { disputeId } = timeline[over]?.data ?? {};
  return (
    over < 0 ||
    !timeline.slice(over).some(({ kind, data }) => kind === 'DISPUTE_OPENED' && data.disputeId === disputeId)
  );
}

/** The system refuses at the deadline it told last: not a moment before. */
function keepsPromises(timeline: MemoryRow['timeline']): boolean {
  const refused = timeline.find(({ kind, actor }) => kind === 'REJECTED' && roleOf(actor) === 'system');
  const told = timeline.findLast(({ data }) => typeof data.decisionDeadline === 'number');
  return refused === undefined || told === undefined || refused.at >= Number(told.data.decisionDeadline);
}
