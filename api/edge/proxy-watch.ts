// Says once that somebody is called by a proxy that is not believed: then all its callers count as one.
import type { RequestHandler } from 'express';
import type { ApiParts } from '../parts.ts';

/** A caller may write that header, too: hence one line, and no more. */
export function watchProxies({
  trustProxyHops,
  log,
}: Pick<ApiParts, 'trustProxyHops' | 'log'>): RequestHandler {
  let isSaid = trustProxyHops > 0;
  return (request, _response, next) => {
    if (!isSaid && request.headers['x-forwarded-for'] !== undefined) {
      isSaid = true;
      log.warn(
        {},
        'a proxy is in front, or a caller claims one, and TRUST_PROXY_HOPS is 0: its callers count as one',
      );
    }
    next();
  };
}
