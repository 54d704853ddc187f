// What the customer, the butcher and the operator do with one order: chosen before it is placed.
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import { type Duration, days, hours, instant, minutes, seconds } from '../../domain/time.ts';
import type { DecisionName } from '../../workflows/messages.ts';
import { ALWAYS_OPEN, placedOrder } from '../support/placed-orders.ts';
import { bank } from './bank.ts';
import { type Choices, chance, oneOf } from './choices.ts';
import { decideAt } from './deciding.ts';
import { moment } from './moments.ts';
import { operator } from './operators.ts';
import { completeSession, settlePayment } from './stripe/account.ts';
import { START, type World } from './world.ts';

const CLOSED_TODAY = [{ day: 3, opens: '08:00', closes: '19:00' }] as const;

export function chooseOrder(choices: Choices): PlacedOrder {
  return placedOrder({
    paymentMethod: oneOf(choices, 'ONLINE', 'ONLINE', 'ONLINE', 'ONLINE', 'ON_PICKUP'),
    pickupAt: pickupAfter(oneOf<Duration | null>(choices, null, null, hours(2), minutes(20))),
    policy: {
      ...DEFAULT_POLICY,
      paymentWindow: oneOf(choices, DEFAULT_POLICY.paymentWindow, minutes(1)),
    },
    hours: oneOf(choices, ALWAYS_OPEN, ALWAYS_OPEN, CLOSED_TODAY),
  });
}

const pickupAfter = (delay: Duration | null) => (delay === null ? null : instant(START + delay));

export function populate(world: World): void {
  customer(world);
  butcher(world);
  operator(world);
  bank(world);
}

function customer(world: World): void {
  const { agenda, choices, api } = world;
  const place = (): void => void api.place();
  agenda.after(0, place);
  for (let again = choices.pick(3); again > 0; again -= 1) agenda.after(oneOf(choices, 1, 3, 2_000), place);
  // The customer's browser asks again while the API is away.
  agenda.after(hours(6), place);
  agenda.after(hours(40), place);
  if (!chance(choices, 20)) agenda.after(moment(choices, minutes(1)), () => pay(world, 20));
  if (chance(choices, 20)) decideAt(world, 'cancel', moment(choices, minutes(2)), 'customer');
  if (chance(choices, 30))
    agenda.after(moment(choices, seconds(61)), () => api.signal('checkPayment', undefined));
}

/** Finishes the payment page, as soon as there is one. */
function pay(world: World, patience: number): void {
  const { account, agenda, choices } = world;
  const open = [...account.sessions.values()].find(({ status }) => status === 'open');
  if (open === undefined) {
    if (patience > 0) agenda.after(seconds(20), () => pay(world, patience - 1));
    return;
  }
  const isDelayed = chance(choices, 15);
  completeSession(account, open.sessionId, !isDelayed);
  if (!isDelayed) return;
  const succeeds = oneOf(choices, true, false);
  agenda.after(oneOf<number>(choices, hours(1), 0, minutes(30), days(2)), () =>
    settlePayment(account, open.sessionId, succeeds),
  );
}

function butcher(world: World): void {
  const { choices } = world;
  const first = oneOf<DecisionName | null>(choices, 'accept', 'accept', 'reject', null);
  if (first !== null) decideAt(world, first, moment(choices, minutes(5)), 'butcher');
  if (chance(choices, 20))
    decideAt(world, oneOf(choices, 'accept', 'reject'), moment(choices, minutes(5)), 'butcher');
  if (!chance(choices, 10)) decideAt(world, 'ready', moment(choices, minutes(40)), 'butcher');
  if (!chance(choices, 20)) decideAt(world, 'collect', moment(choices, minutes(90)), 'butcher');
  if (chance(choices, 10)) decideAt(world, 'noShow', moment(choices, minutes(100)), 'butcher');
  if (chance(choices, 10)) decideAt(world, 'cancel', moment(choices, minutes(50)), 'butcher');
  // In the end somebody looks at what is still open.
  decideAt(world, 'ready', days(5), 'butcher');
  decideAt(world, 'collect', days(5) + hours(1), 'butcher');
}
