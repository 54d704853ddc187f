// The pages of customers and butchers: one document for all of them, and what it loads. It knows nothing of any order.
import { Refusal } from '../problem/refusal.ts';
import { endpoint } from '../routing/endpoint.ts';

const UNDOCUMENTED = { tag: null, body: null, query: null, answers: {}, problems: [] } as const;

export const showPage = endpoint('public', {
  ...UNDOCUMENTED,
  summary: 'Une page, pour les navigateurs',
  handle: async ({ parts }) => ({ kind: 'html', html: parts.pages.html }),
});

export const sendPageAsset = endpoint('public', {
  ...UNDOCUMENTED,
  summary: 'Ce dont les pages ont besoin',
  handle: async ({ parts, param }) => {
    const asset = parts.pages.assets.get(param('file'));
    if (asset === undefined) throw new Refusal('ROUTE_NOT_FOUND');
    return { kind: 'asset', asset };
  },
});
