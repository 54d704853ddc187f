// What operators do with one order, rightly and wrongly: chosen before it is placed.
import { aftercareWorkflowId, orderWorkflowId } from '../../domain/identity.ts';
import { hours, minutes, seconds } from '../../domain/time.ts';
import { chance, oneOf } from './choices.ts';
import { decideAt, OPERATOR } from './deciding.ts';
import { moment } from './moments.ts';
import type { World } from './world.ts';

export function operator(world: World): void {
  const { choices } = world;
  if (chance(choices, 5)) decideAt(world, 'cancel', moment(choices, minutes(20)), 'operator');
  if (chance(choices, 5))
    decideAt(world, oneOf(choices, 'accept', 'reject'), moment(choices, minutes(5)), 'operator');
  repair(world);
  if (chance(choices, 5)) world.agenda.after(moment(choices, 0), () => cancelWorkflow(world));
  if (chance(choices, 4))
    world.agenda.after(moment(choices, oneOf(choices, minutes(7), minutes(45))), () => loseWorkflow(world));
  for (const [name, arg] of TYPED) {
    if (chance(choices, 5)) world.agenda.after(moment(choices, 0), () => world.api.signal(name, arg));
  }
}

function repair(world: World): void {
  const { choices } = world;
  if (chance(choices, 10)) decideAt(world, 'retryRefund', moment(choices, hours(3)), 'operator');
  if (chance(choices, 10)) decideAt(world, 'recheckPayment', moment(choices, minutes(3)), 'operator');
  for (let more = choices.pick(3); more > 0; more -= 1)
    decideAt(world, 'extendDecision', moment(choices, minutes(10)), 'operator');
  if (chance(choices, 10)) world.agenda.after(moment(choices, hours(5)), () => acknowledgeAll(world));
}

/** Signals typed by hand in the Temporal UI, most of them wrong. */
const TYPED: readonly (readonly [string, unknown])[] = [
  ['accept', { by: 'butcher:user_b' }],
  ['reject', { by: 'nobody' }],
  ['stripeEvent', { kind: 'SESSION_COMPLETED' }],
  ['noSuchSignal', 1],
  ['extendDecision', { by: 'operator', minutes: 20 }],
  ['acknowledge', { by: 'operator', code: 'EVENT_UNREADABLE' }],
  ['recheckPayment', { by: 'operator:marie' }],
];

/** Puts away what may be put away, and is refused the rest. */
export function acknowledgeAll({ api, orders, placed }: World): void {
  const attention = orders.find(placed.orderId)?.state.attention ?? [];
  for (const code of attention) void api.decide({ name: 'acknowledge', by: OPERATOR, code });
}

/** Terminated by mistake, the order's or its after-care's; noticed within half an hour. */
function loseWorkflow({ client, placed, agenda, choices, api, note, orders, webhooks }: World): void {
  if (orders.find(placed.orderId) === null) return;
  note('the workflow is terminated');
  client.terminate(oneOf(choices, orderWorkflowId, aftercareWorkflowId)(placed.orderId));
  agenda.after(oneOf<number>(choices, minutes(30), 0, 40, seconds(20)), () => api.recover(webhooks.events));
}

const cancelWorkflow = ({ client, placed }: World): void => client.cancel(orderWorkflowId(placed.orderId));
