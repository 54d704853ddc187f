// One test control under `/_double`: JSON in, JSON out, never part of Stripe's API.
import type { z } from 'zod';
import type { Double } from '../double.ts';

export interface Control {
  readonly method: string;
  readonly path: string;
  run(double: Double, input: unknown, id: string): object;
}

/** A control's refusal: 400 with a reason for the test's author. */
export class ControlRefusal extends Error {}

export function control<S extends z.ZodType>(
  at: `${'GET' | 'POST'} /_double${string}`,
  input: S,
  act: (double: Double, input: z.infer<S>, id: string) => object,
): Control {
  const [method = '', path = ''] = at.split(' ');
  return {
    method,
    path,
    run(double, raw, id) {
      const parsed = input.safeParse(raw);
      if (!parsed.success) throw new ControlRefusal(parsed.error.message);
      return act(double, parsed.data, id);
    },
  };
}

export function needRecord<T>(record: T | undefined | null, what: string): T {
  if (record === undefined || record === null) throw new ControlRefusal(`no such ${what}`);
  return record;
}
