// The codec server: has payloads decrypted and encrypted for Temporal's pages and command line; for operators only.
import express, { type Express, type RequestHandler } from 'express';
import type { Log } from '../../domain/ports/log.ts';
import {
  type KeptPayload,
  type PayloadCipher,
  PayloadUnreadable,
} from '../../domain/ports/payload-cipher.ts';
import type { TokenVerifier } from '../../domain/ports/token-verifier.ts';
import { identify } from '../auth/credentials.ts';
import { noteAbout } from '../edge/about-request.ts';
import { catchErrors } from '../edge/catch-errors.ts';
import { allowOrigins } from '../edge/cors.ts';
import { keepNothing } from '../edge/keep-nothing.ts';
import { watchRequests } from '../edge/request-watch.ts';
import { securityHeaders } from '../edge/security-headers.ts';
import { Refusal } from '../problem/refusal.ts';
import { exchangeOf } from '../routing/exchange.ts';
import { parseWith } from '../routing/parse.ts';
import { jsonReader } from '../routing/request-body.ts';
import { PayloadsBody, payloadsJson } from './payloads-body.ts';

export interface CodecParts {
  readonly cipher: PayloadCipher;
  readonly tokens: TokenVerifier;
  /** Where Temporal's pages are: nobody else may ask from a browser. */
  readonly origins: readonly string[];
  readonly log: Log;
}

/** What Temporal's pages send. */
const HEADERS = 'Authorization, Content-Type, X-Namespace';
/** A value is 2 MB in Temporal at most, and a third longer here; an event has few. */
const readPayloads = jsonReader('8mb');

export function createCodecApp(parts: CodecParts): Express {
  const { log, origins } = parts;
  const measures = { request() {}, throttled() {} };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(watchRequests({ log, measures }));
  app.use(securityHeaders(false));
  app.use(allowOrigins(origins, HEADERS));
  app.use(keepNothing);
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  // Wherever it is put: by the protocol, only an address's end says what is asked.
  app.post(/\/decode$/, convert(parts, 'decode'));
  app.post(/\/encode$/, convert(parts, 'encode'));
  app.all([/\/decode$/, /\/encode$/], () => {
    throw new Refusal('METHOD_NOT_ALLOWED', { allow: ['POST'] });
  });
  app.use(() => {
    throw new Refusal('ROUTE_NOT_FOUND');
  });
  app.use(catchErrors({ log, measures, isDatabaseAway: () => false }));
  return app;
}

/** Who had how much converted is logged, and nothing of what it was. A stranger's body is not even read. */
function convert(parts: CodecParts, direction: keyof PayloadCipher): RequestHandler {
  return async (request, response) => {
    noteAbout(response, { route: `/${direction}` });
    const caller = await identify(parts, request);
    if (!caller.isOperator) throw new Refusal('FORBIDDEN');
    const { payloads } = parseWith(PayloadsBody, await readPayloads(exchangeOf(request, response, 'free')));
    const converted = await readable(() => parts.cipher[direction](payloads));
    parts.log.info({ by: caller.userId, direction, payloads: converted.length }, 'payloads were converted');
    response.json(payloadsJson(converted));
  };
}

/** @throws Refusal that names the key and tells nothing of the content. */
async function readable(conversion: () => Promise<KeptPayload[]>): Promise<KeptPayload[]> {
  try {
    return await conversion();
  } catch (error) {
    if (!(error instanceof PayloadUnreadable)) throw error;
    const detail = `Contenu illisible : altéré, ou chiffré avec une clé « ${error.keyId} » que ce service n’a pas`;
    throw new Refusal('MALFORMED_REQUEST', { detail });
  }
}
