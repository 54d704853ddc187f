// One API endpoint: where it is, what it takes, what it answers.
import type { z } from 'zod';
import type { Account } from '../account.ts';
import { refuseMissing } from '../wire/errors.ts';
import type { Form } from '../wire/form.ts';
import { readParams } from '../wire/params.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** `:id` stands for one id. */
  readonly path: string;
  /** Reads the parameters and acts; throws a `StripeRefusal`. */
  answer(account: Account, form: Form, id: string): object;
}

/** Ties a path to the schema of its parameters and to what it does. */
export function route<S extends z.ZodType>(
  at: `${Method} ${string}`,
  params: S,
  act: (account: Account, params: z.infer<S>, id: string) => object,
): Route {
  const [method, path] = at.split(' ');
  if (path === undefined || !isMethod(method)) throw new Error(`not a route: ${at}`);
  return { method, path, answer: (account, form, id) => act(account, readParams(params, form), id) };
}

const isMethod = (text: string | undefined): text is Method =>
  text === 'GET' || text === 'POST' || text === 'DELETE';

/** The record, or 404 `resource_missing`. */
export function need<T>(record: T | undefined, what: string, id: string): T {
  if (record === undefined) throw refuseMissing(what, id);
  return record;
}
