// The promises, checked after every step of a world and once more when it has come to rest.
import { roleOf } from '../../domain/actor.ts';
import { isTold } from '../../domain/attention.ts';
import { ENTITLED } from '../../domain/entitlement.ts';
import type { OrderState } from '../../domain/order-state.ts';
import { isOpen } from '../../domain/order-status.ts';
import type { MemoryRow } from '../support/memory-orders.ts';
import { type Check, OPERATOR_CHECKS } from './operator-invariants.ts';
import type { Account } from './stripe/account.ts';
import { type Books, booksOf, captures, successes, sum } from './stripe/account-books.ts';
import { heldCents } from './stripe/money-back.ts';
import type { World } from './world.ts';

const GIVEN_BACK = ['REFUND_PENDING', 'REFUNDED'];
const GOES_ON = ['ACCEPTED', 'READY', 'COLLECTED', 'NO_SHOW'];

/** After each change of the order's row or of Stripe's books. Each says what must be true. */
export const ALWAYS: Readonly<Record<string, Check>> = {
  ...OPERATOR_CHECKS,

  'I1 no order goes on whose money goes back': (_world, { state }) =>
    !(GOES_ON.includes(state.status) && GIVEN_BACK.includes(state.paymentStatus)),

  'I3 no more is refunded than was captured': ({ account }) =>
    [...account.payments.values()].every(
      ({ paymentIntentId, capturedCents }) => heldCents(account, paymentIntentId) <= capturedCents,
    ),

  'I3 nothing is called refunded before Stripe says so': ({ account }, { state }) =>
    state.paymentStatus !== 'REFUNDED' || sum(captures(account)) <= sum(successes(account)),

  'I7 an event is told once': ({ api }) => [...api.told.values()].every((times) => times <= 1),

  'I7 an event is noted once': ({ webhooks }, { timeline }) =>
    timeline.filter(({ kind, actor }) => kind === 'MESSAGE_REFUSED' && roleOf(actor) === 'stripe').length <=
    webhooks.events.filter(({ kind }) => kind === 'REFUND_CHANGED').length,
  'I4 nothing unpaid is accepted': ({ placed, account }, { state }) =>
    placed.paymentMethod !== 'ONLINE' || !GOES_ON.includes(state.status) || account.payments.size > 0,

  'I4 no open payment page for an order that has ended': ({ account }, { state }) =>
    isOpen(state.status) || ![...account.sessions.values()].some(({ status }) => status === 'open'),

  'I9 an end never changes': (_world, { state }, settled) =>
    isOpen(settled.status) || settled.status === state.status,

  'I9 the timeline has no gap': (_world, { state, timeline }) =>
    state.version === timeline.length && timeline.every(({ sequence }, index) => sequence === index + 1),

  'I10 every entry by someone entitled to it': (_world, { timeline }) => {
    const last = timeline.at(-1);
    return last === undefined || last.kind === 'PLACED' || ENTITLED[last.kind].includes(roleOf(last.actor));
  },

  'I11 one payable session at a time': ({ account }) =>
    [...account.sessions.values()].filter(({ status }) => status !== 'expired').length <= 1,

  'I12 a refund has its payment’s currency': ({ account }) =>
    [...account.refunds.values()].every(
      ({ amount }) => Number.isInteger(amount.cents) && amount.currency === 'EUR',
    ),

  'I6 nothing is paid without its payment at Stripe': ({ placed, account }, { state }) =>
    placed.paymentMethod !== 'ONLINE' ||
    state.paymentStatus !== 'PAID' ||
    account.payments.has(state.paymentIntentId ?? ''),
};

type RestCheck = (world: World, row: MemoryRow, books: Books) => boolean;

/** Once nothing is left to happen: the faults are over, and the operator has done their part. */
export const AT_REST: Readonly<Record<string, RestCheck>> = {
  'I2 every order has ended': ({ placed, account }, { state }) =>
    !isOpen(state.status) ||
    isPromised(account) ||
    (placed.paymentMethod === 'ONLINE' && state.attention.length > 0),

  'I2 whoever calls an operator is there to be answered': ({ server }, { state }) =>
    state.attention.length === 0 || [...server.executions.values()].some(({ closed }) => !closed),

  'I2 no paid order is silent': (_world, { state }, { captured }) =>
    captured === 0 || state.paymentStatus !== 'ABANDONED',

  'I2 money given back by hand is not silent': (_world, { state }, { refunded }) =>
    refunded === 0 || state.paymentStatus !== 'PAID' || isTold(state, 'REFUNDED_ELSEWHERE'),

  'I3 what nobody got is given back': (_world, { state }, { captured, refunded, isDisputed }) =>
    !UNFULFILLED.includes(state.status) || isDisputed || refunded === captured,

  'I5 the database owes what Stripe owes': ({ placed }, { state }, { captured, refunded, isDisputed }) =>
    placed.paymentMethod !== 'ONLINE' || isDisputed || HOLDS[state.paymentStatus]({ captured, refunded }),

  'I8 reconciliation explains everything': ({ reconciliation }) => reconciliation.unexplained.length === 0,

  'I8 what is written is what the workflow knows': ({ server }, { state }) =>
    [...server.executions.values()].every(({ result }) => result === null || result.version <= state.version),
};

const UNFULFILLED = ['REJECTED', 'CANCELLED', 'EXPIRED'];

const isPromised = ({ sessions, broken }: Account): boolean =>
  [...sessions.values()].some((one) => one.status === 'complete' && !one.paid && !broken.has(one.sessionId));

/** What each payment status claims about the money. */
const HOLDS: Readonly<
  Record<OrderState['paymentStatus'], (money: Pick<Books, 'captured' | 'refunded'>) => boolean>
> = {
  DUE_AT_PICKUP: ({ captured }) => captured === 0,
  AWAITING: ({ captured }) => captured === 0,
  PROCESSING: ({ captured }) => captured === 0,
  PAID: ({ captured }) => captured > 0,
  ABANDONED: ({ captured }) => captured === 0,
  REFUND_PENDING: ({ captured, refunded }) => captured === refunded,
  REFUNDED: ({ captured, refunded }) => captured > 0 && captured === refunded,
  REFUND_FAILED: ({ captured, refunded }) => refunded < captured,
  DISPUTED: () => true,
};

export function checkAlways(world: World, row: MemoryRow, settled: OrderState): void {
  for (const [name, holds] of Object.entries(ALWAYS)) {
    if (!holds(world, row, settled)) world.violations.push(name);
  }
}

export function checkAtRest(world: World, row: MemoryRow): void {
  const books = booksOf(world.account);
  for (const [name, holds] of Object.entries(AT_REST)) {
    if (!holds(world, row, books)) world.violations.push(name);
  }
}
