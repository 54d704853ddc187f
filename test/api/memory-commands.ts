// OrderCommands in memory: the domain decides, as it does in the workflow; the way to it can be cut.
import type { Decision, OrderCommands } from '../../api/orders/order-commands.ts';
import { SYSTEM } from '../../domain/actor.ts';
import { advance } from '../../domain/advance.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import { openState } from '../../domain/order-state.ts';
import type { StripeFact } from '../../domain/payment-facts.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { type FactTeller, TemporalAway } from '../../domain/ports/fact-teller.ts';
import type { OrderReviver } from '../../domain/ports/order-reviver.ts';
import { type Instant, instant } from '../../domain/time.ts';
import { timelineEntry } from '../../domain/timeline.ts';
import type { Placement } from '../../workflows/messages.ts';
import type { Row, Rows } from './memory-view.ts';

export interface MemoryCommands extends OrderCommands, FactTeller, OrderReviver {
  readonly calls: {
    readonly placed: PlacedOrder[];
    readonly decisions: Decision[];
    readonly checks: OrderId[];
    readonly facts: { orderId: OrderId; fact: StripeFact }[];
  };
  /** `no_session`: orders start, but Stripe does not answer. */
  way: 'open' | 'away' | 'no_session';
  /** Orders whose workflow runs no more. */
  readonly ended: Set<OrderId>;
  /** Lets something happen to an order, whoever does it. */
  happen(orderId: OrderId, event: OrderEvent): void;
}

export function memoryCommands(rows: Rows, now: () => Instant): MemoryCommands {
  const rowOf = (orderId: OrderId): Row => rowIn(rows, orderId);
  const commands: MemoryCommands = {
    calls: { placed: [], decisions: [], checks: [], facts: [] },
    way: 'open',
    ended: new Set(),
    happen: (orderId, event) => void step(rowOf(orderId), event, now()),
    place: async (placed) => {
      knock(commands);
      commands.calls.placed.push(placed);
      if (commands.ended.has(placed.orderId)) return { kind: 'ended' };
      if (!rows.has(placed.orderId)) rows.set(placed.orderId, opened(placed, now()));
      return { kind: 'placed', placement: placement(commands, rowOf(placed.orderId), now()) };
    },
    awaitPlacement: async (orderId) => {
      knock(commands);
      if (commands.ended.has(orderId)) return { kind: 'ended' };
      return { kind: 'placed', placement: placement(commands, rowOf(orderId), now()) };
    },
    decide: async (orderId, decision) => {
      knock(commands);
      commands.calls.decisions.push(decision);
      if (commands.ended.has(orderId)) return { kind: 'ended' };
      const code = step(rowOf(orderId), eventOf(decision), now());
      return code === null ? { kind: 'decided' } : { kind: 'refused', code };
    },
    checkPayment: async (orderId) => {
      knock(commands);
      commands.calls.checks.push(orderId);
    },
    tellFact: async (orderId, fact) => {
      knock(commands);
      commands.calls.facts.push({ orderId, fact });
    },
    resume: async (orderId) => {
      knock(commands);
      return commands.ended.delete(orderId);
    },
    ping: async () => knock(commands),
  };
  return commands;
}

function rowIn(rows: Rows, orderId: OrderId): Row {
  const row = rows.get(orderId);
  if (row === undefined) throw new Error(`no order ${orderId}`);
  return row;
}

function knock({ way }: MemoryCommands): void {
  if (way === 'away') throw new TemporalAway('away');
}

function opened(placed: PlacedOrder, at: Instant): Row {
  const first = { sequence: 1, kind: 'PLACED', actor: SYSTEM, at, data: {} } as const;
  return { placed, state: openState(placed, at), timeline: [first] };
}

function placement({ way }: MemoryCommands, row: Row, at: Instant): Placement {
  if (row.state.paymentStatus === 'AWAITING' && row.state.checkout === null) {
    if (way === 'no_session') throw new TemporalAway('no answer');
    const sessionId = `cs_test_${row.placed.orderId}`;
    const expiresAt = instant(at + 35 * 60_000);
    const checkout = { sessionId, url: `https://pay.example/c/${sessionId}`, expiresAt, livemode: false };
    step(row, { type: 'CHECKOUT_OPENED', by: SYSTEM, checkout }, at);
  }
  return { pickupCode: 'CODE', checkout: row.state.checkout };
}

function step(row: Row, event: OrderEvent, at: Instant) {
  const result = advance(row.state, event, at);
  if (result.kind === 'refused') return result.code;
  if (result.kind === 'advanced') {
    row.state = result.state;
    row.timeline.push(timelineEntry(event, result.state.version, at));
  }
  return null;
}

function eventOf(decision: Decision): OrderEvent {
  const { by } = decision;
  switch (decision.kind) {
    case 'accept':
      return { type: 'ACCEPTED', by };
    case 'ready':
      return { type: 'READY', by };
    case 'collect':
      return { type: 'COLLECTED', by };
    case 'noShow':
      return { type: 'NO_SHOW', by };
    case 'reject':
      return { type: 'REJECTED', by, reason: decision.reason };
    case 'cancel':
      return { type: 'CANCELLED', by, reason: decision.reason };
  }
}
