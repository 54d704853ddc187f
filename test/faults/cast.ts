// Who takes part in a run: customer and butchers, all patient, and Stripe's controls.
import type { RunningStack } from '../../dev/stack/stack.ts';
import { insist, openPerson, type Person, type Told } from './patient.ts';

export interface Cast {
  readonly customer: Person;
  readonly operator: Person;
  readonly butcherOf: (shopId: string) => Person;
  /** Asks one of the double's controls until it answers; a refusal is an answer. */
  readonly double: (method: 'GET' | 'POST', path: string, input?: object) => Promise<unknown>;
  readonly told: Told;
}

export function gatherCast({ info }: Pick<RunningStack, 'info'>): Cast {
  const told: Told = { acknowledged: new Set(), broken: [] };
  const person = (token: string): Person => openPerson(info.api, token, told);
  return {
    customer: person(info.tokens.customer),
    operator: person(info.tokens.operator),
    butcherOf: (shopId) => person(info.tokens.butchers[shopId] ?? ''),
    double: (method, path, input) =>
      insist(`${method} ${path}`, async () => {
        const body = input === undefined ? {} : { body: JSON.stringify(input) };
        const answer: unknown = await (
          await fetch(`${info.stripe}/_double${path}`, { method, ...body })
        ).json();
        return answer;
      }),
    told,
  };
}
