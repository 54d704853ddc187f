// GET /api/me: who the caller is, for pages that cannot read their own session.
import { ok } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';
import { MeBody } from './me-body.ts';

export const readMe = endpoint('visitor', {
  tag: 'Service',
  summary: 'Qui suis-je ?',
  body: null,
  query: null,
  answers: { 200: MeBody },
  problems: [],
  handle: async ({ parts, access: caller }) => {
    const { signInUrl } = parts;
    if (caller === null) return ok({ user: null, shops: [], signInUrl });
    const shops = await parts.memberships.shopsOf(caller.userId);
    return ok({
      user: { id: caller.userId, isOperator: caller.isOperator },
      shops: shops.map(({ shopId, name }) => ({ id: shopId, name })),
      signInUrl,
    });
  },
});
