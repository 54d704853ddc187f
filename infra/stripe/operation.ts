// What a call to Stripe is called in metrics, logs and traces, as its SDK names it: `checkout.sessions.create`.

const COLLECTION_VERBS: Readonly<Record<string, string>> = { GET: 'list', POST: 'create' };
const OBJECT_VERBS: Readonly<Record<string, string>> = { GET: 'retrieve', POST: 'update', DELETE: 'delete' };

/** @param endpoint method and path without ids, as `endpointOf` gives them. */
export function operationOf(endpoint: string): string {
  const [method = '', path = ''] = endpoint.split(' ');
  const [, ...segments] = path.split('/').filter((segment) => segment !== '');
  const last = segments.at(-1);
  const names = segments.filter((segment) => segment !== ':id');
  if (last === ':id') return [...names, OBJECT_VERBS[method] ?? method].join('.');
  // What follows an id is the verb itself.
  const isVerb = segments.at(-2) === ':id';
  return [...names, ...(isVerb ? [] : [COLLECTION_VERBS[method] ?? method])].join('.');
}
