// The API's own description, and a page to read it with.
import { join } from 'node:path';
// Not the package itself, which would load its 26 MB into the process.
import swaggerUiFolder from 'swagger-ui-dist/absolute-path.js';
import { z } from 'zod';
import { Refusal } from '../problem/refusal.ts';
import { ok } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';
import { DOCS_HTML, DOCS_SCRIPT } from './docs-page.ts';

const ASSETS: readonly string[] = ['swagger-ui.css', 'swagger-ui-bundle.js'];

const UNDOCUMENTED = { tag: null, body: null, query: null, answers: {}, problems: [] } as const;

/** @param document made from the route table, which this endpoint is itself part of. */
export const describeApi = (document: () => unknown) =>
  endpoint('public', {
    ...UNDOCUMENTED,
    tag: 'Service',
    summary: 'Cette description',
    answers: { 200: z.looseObject({ openapi: z.string() }) },
    handle: async () => ok(document()),
  });

export const showDocs = endpoint('public', {
  ...UNDOCUMENTED,
  summary: 'La documentation, pour les navigateurs',
  handle: async () => ({ kind: 'html', html: DOCS_HTML }),
});

export const sendDocsAsset = endpoint('public', {
  ...UNDOCUMENTED,
  summary: 'Ce dont la page de documentation a besoin',
  handle: async ({ param }) => {
    const name = param('asset');
    if (name === 'init.js') return { kind: 'script', source: DOCS_SCRIPT };
    if (!ASSETS.includes(name)) throw new Refusal('ROUTE_NOT_FOUND');
    return { kind: 'file', path: join(swaggerUiFolder(), name) };
  },
});
