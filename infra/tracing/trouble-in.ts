// What kept traces from being taken, by name and code: the collector's own answer may repeat the headers it was sent.
import { z } from 'zod';

/** The exporter tells its errors as JSON, all they hold included: an answer's whole body, a stack. */
const Told = z.object({ name: z.string(), code: z.string().optional() });
/** HTTP statuses and codes of Node's, e.g. `400`, `ECONNREFUSED`. */
const CODE = /^\w{1,40}$/;

export interface Trouble {
  /** Of the error's class. */
  readonly trouble: string;
  readonly code?: string;
}

/** @param message of the exporter. */
export function troubleIn(message: string): Trouble {
  const { name, code = '' } = Told.safeParse(jsonIn(message)).data ?? { name: 'unknown' };
  const trouble = CODE.test(name) ? name : 'unknown';
  return CODE.test(code) ? { trouble, code } : { trouble };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
