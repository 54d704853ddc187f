// Who takes part in a run: customer and butchers, all patient, and Stripe's controls.
import type { RunningStack } from '../../dev/stack/stack.ts';
import { callDouble, refusal } from '../support/double-controls.ts';
import { insist, openPerson, type Person, type Told } from './patient.ts';

export interface Cast {
  readonly customer: Person;
  readonly operator: Person;
  readonly butcherOf: (shopId: string) => Person;
  /** Asks one of the double's controls until it answers. @throws when it refuses at once. */
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
    async double(method, path, input) {
      let attempts = 0;
      const { isTaken, answer } = await insist(`${method} ${path}`, () => {
        attempts += 1;
        return callDouble(info.stripe, method, path, input);
      });
      // After a lost answer it may refuse what it has done already.
      if (!isTaken && attempts === 1) throw refusal([method, path], answer);
      return answer;
    },
    told,
  };
}
