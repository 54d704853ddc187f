// The ports as one life of the worker has them: slow, faulty, and dead with the process.
import { type Agenda, never } from './agenda.ts';
import { type Choices, chance, oneOf } from './choices.ts';

export interface Line {
  readonly agenda: Agenda;
  readonly choices: Choices;
  readonly isAlive: () => boolean;
  /** The process may die here. */
  readonly hazard: () => void;
}

export type CallFault = 'none' | 'before' | 'after' | 'late';

/** Milliseconds beyond every timeout of a database write. */
const TOO_LATE = 7_000;

/** @param faultOf decides what goes wrong with a call, besides the death of the process. */
export function overLine<P extends object>(port: P, line: Line, faultOf: () => CallFault): P {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) =>
        call(line, faultOf(), () => Reflect.apply(method, target, args) as unknown);
    },
  });
}

async function call(line: Line, fault: CallFault, effect: () => unknown): Promise<unknown> {
  await line.agenda.sleep(latencyOf(line.choices) + (fault === 'late' ? TOO_LATE : 0));
  line.hazard();
  if (!line.isAlive()) return never();
  if (fault === 'before') throw new Error('lost before it arrived');
  const result = await effect();
  line.hazard();
  await line.agenda.sleep(1);
  if (!line.isAlive()) return never();
  if (fault === 'after') throw new Error('the answer was lost');
  return result;
}

const latencyOf = (choices: Choices): number =>
  choices.pick(20) < 19 ? 2 : oneOf(choices, 50, 900, 4_000, 8_000);

export function databaseFault(
  choices: Choices,
  weather: { readonly rate: number; readonly isDown: boolean },
): CallFault {
  if (weather.isDown) return 'before';
  if (!chance(choices, weather.rate)) return 'none';
  return oneOf<CallFault>(choices, 'after', 'before', 'late');
}
