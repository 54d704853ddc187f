// Decisions of people in a simulated world: who, what, and when.
import { actor } from '../../domain/actor.ts';
import type { DecisionName } from '../../workflows/messages.ts';
import type { Decision } from './api.ts';
import { START, type World } from './world.ts';

const CUSTOMER = actor('customer', 'user_marie');
const BUTCHER = actor('butcher', 'user_boucher');
export const OPERATOR = actor('operator', 'user_operator');

export type Who = keyof typeof PEOPLE;
const PEOPLE = { customer: CUSTOMER, butcher: BUTCHER, operator: OPERATOR } as const;

const SAID: Readonly<Partial<Record<DecisionName, Pick<Decision, 'reason' | 'minutes'>>>> = {
  reject: { reason: 'OTHER' },
  cancel: { reason: 'OTHER' },
  extendDecision: { minutes: 45 },
};

/** @param plan what, when (milliseconds after placing), and who. */
export function decideAt(world: World, ...[name, at, who]: [DecisionName, number, Who]): void {
  const by = PEOPLE[who];
  const decision: Decision = { name, by, ...SAID[name] };
  world.agenda.after(at - (world.agenda.now() - START), () => void world.api.decide(decision));
}
