// Who made something happen to an order, as one readable string: `butcher:user_42`, `system`.
import { type Branded, branded } from './brand.ts';

export const ACTOR_ROLES = ['customer', 'butcher', 'operator', 'system', 'stripe'] as const;
export type ActorRole = (typeof ACTOR_ROLES)[number];
export type Actor = Branded<string, 'Actor'>;

/** @param id the user's id; absent for `system`, `stripe`, and an operator at the command line. */
export function actor(role: ActorRole, id?: string): Actor {
  return branded<'Actor', string>(id === undefined ? role : `${role}:${id}`);
}

export const SYSTEM = actor('system');
export const STRIPE = actor('stripe');

/** @returns null when the text names no known role. */
export function parseActor(text: string): Actor | null {
  const role = text.split(':', 1)[0];
  return ACTOR_ROLES.some((known) => known === role) ? branded<'Actor', string>(text) : null;
}

export function roleOf(who: Actor): ActorRole {
  const name = who.split(':', 1)[0];
  const role = ACTOR_ROLES.find((known) => known === name);
  if (role === undefined) throw new RangeError('an actor always starts with its role');
  return role;
}
