// Sends requests as the people who call the API, and reads answers by the schemas that document them.
import { expect } from 'vitest';
import type { z } from 'zod';
import { type Problem, ProblemBody } from '../../api/problem/problem-body.ts';
import type { World } from './api-world.ts';
import type { TokenWish } from './issuer.ts';

export type Person = 'marie' | 'paul' | 'martin' | 'dubois' | 'operator' | 'nobody';

const TOKENS: Readonly<Record<Exclude<Person, 'nobody'>, TokenWish>> = {
  marie: { sub: 'user_marie', claims: { email: 'marie@example.fr' } },
  paul: { sub: 'user_paul' },
  martin: { sub: 'user_boucher_boucherie-martin' },
  dubois: { sub: 'user_boucher_maison-dubois' },
  operator: { sub: 'user_operator', claims: { role: 'operator' } },
};

export interface Sent {
  /** Text goes as it is. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @param at method and path: `POST /api/orders`. */
export async function send(
  world: World,
  who: Person,
  [at, sent = {}]: [at: string, sent?: Sent],
): Promise<Response> {
  const [method = '', path = ''] = at.split(' ');
  const headers = new Headers({ ...contentOf(sent), ...sent.headers });
  if (who !== 'nobody') headers.set('Authorization', `Bearer ${await world.issuer.token(TOKENS[who])}`);
  const body = typeof sent.body === 'object' ? JSON.stringify(sent.body) : sent.body;
  return fetch(`${world.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
}

const contentOf = ({ body }: Sent): Record<string, string> =>
  body === undefined ? {} : { 'Content-Type': 'application/json' };

/** The answer's body, which must be exactly what the schema says. */
export async function read<Schema extends z.ZodType>(
  response: Response,
  status: number,
  schema: Schema,
): Promise<z.output<Schema>> {
  const body: unknown = await response.json();
  expect({ status: response.status, body }).toMatchObject({ status });
  return schema.parse(body);
}

/** The problem a request was answered with; its shape is checked on the way. */
export async function problem(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const body = ProblemBody.parse(await response.json());
  expect(body.status).toBe(response.status);
  expect(body.error).toBe(body.detail);
  const isRetried = response.status === 503 || response.status === 429;
  expect(response.headers.get('retry-after') !== null).toBe(isRetried);
  return body;
}

export const BAVETTE = { productId: 'boeuf-bavette', quantity: 500, unit: 'g' };
export const BASKET = { shopId: 'boucherie-martin', items: [BAVETTE] };
export const AT_COUNTER = { ...BASKET, paymentMethod: 'ON_PICKUP' };
