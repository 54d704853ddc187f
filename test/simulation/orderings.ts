// Every ordering of up to six messages that reach an order at once, in each of its early moments.
import { days, minutes } from '../../domain/time.ts';
import './temporal/async-storage.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { replayed } from './choices.ts';
import { decideAt } from './deciding.ts';
import { untilRest } from './live.ts';
import { completeSession, expireSession } from './stripe/account.ts';
import { openDispute } from './stripe/money-back.ts';
import { createWorld, type World } from './world.ts';

type Message = (world: World, at: number) => void;

const onSession =
  (act: (world: World, sessionId: string) => void): Message =>
  (world, at) =>
    void world.agenda.after(at, () => {
      for (const { sessionId } of world.account.sessions.values()) act(world, sessionId);
    });

/** Stripe's news reaches the service at once. */
export const MESSAGES: Readonly<Record<string, Message>> = {
  pay: onSession(({ account }, sessionId) => void completeSession(account, sessionId, true)),
  promise: onSession(({ account }, sessionId) => void completeSession(account, sessionId, false)),
  expire: onSession(({ account }, sessionId) => void expireSession(account, sessionId)),
  dispute: onSession(({ account }, sessionId) => openDispute(account, `pi_${sessionId}`, false)),
  accept: (world, at) => decideAt(world, 'accept', at, 'butcher'),
  reject: (world, at) => decideAt(world, 'reject', at, 'butcher'),
  cancel: (world, at) => decideAt(world, 'cancel', at, 'customer'),
};

/** Milliseconds after placing: before the first task is done, with the page open, and paid. */
const MOMENTS = { placing: 0, paying: minutes(1), paid: minutes(10) } as const;
export type Moment = keyof typeof MOMENTS;

/** @param gap milliseconds between two messages; 0 puts them into one activation. */
export async function liveOrdering(names: readonly string[], moment: Moment, gap: number): Promise<World> {
  const world = createWorld(replayed([]), placedOrder());
  void world.api.place();
  if (moment === 'paid') MESSAGES.pay?.(world, minutes(5));
  for (const [index, name] of names.entries()) MESSAGES[name]?.(world, MOMENTS[moment] + index * gap);
  decideAt(world, 'ready', days(5), 'butcher');
  decideAt(world, 'collect', days(6), 'butcher');
  await untilRest(world);
  return world;
}

/** Every sequence of one to `longest` different names. */
export function* orderings(names: readonly string[], longest: number): Generator<readonly string[]> {
  for (const name of names) {
    yield [name];
    if (longest === 1) continue;
    const others = names.filter((other) => other !== name);
    for (const rest of orderings(others, longest - 1)) yield [name, ...rest];
  }
}
