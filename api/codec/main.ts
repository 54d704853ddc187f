// `npm run codec`: the codec server. Only where payloads are encrypted, and as near to the operators as can be.
import { openJwksTokens } from '../../infra/auth/jwks-tokens.ts';
import { exitOnBadEnv, readCodecEnv } from '../../infra/env.ts';
import { createLog } from '../../infra/log.ts';
import { encryptingCodec } from '../../infra/payloads/encrypting-codec.ts';
import { onShutdown } from '../../infra/shutdown.ts';
import { createHttpServer, drainHttpServer } from '../http-server.ts';
import { createCodecApp } from './codec-app.ts';

const env = exitOnBadEnv(readCodecEnv);
const log = createLog({ name: 'codec', level: env.LOG_LEVEL });
const app = createCodecApp({
  cipher: encryptingCodec(env.PAYLOAD_KEYS),
  tokens: openJwksTokens({
    jwksUrl: new URL(env.AUTH_JWKS_URL),
    issuer: env.AUTH_ISSUER,
    audience: env.AUTH_AUDIENCE ?? null,
    // An operator's token may have been made for the API's pages, or for Temporal's.
    origins: [new URL(env.NEXT_PUBLIC_APP_URL).origin, ...env.CORS_ORIGINS, ...env.CODEC_UI_ORIGINS],
  }),
  origins: env.CODEC_UI_ORIGINS,
  log,
});

const server = createHttpServer(app);
const stop = onShutdown([{ name: 'requests', run: () => drainHttpServer(server) }], {
  deadline: env.SHUTDOWN_DEADLINE_SECONDS * 1_000,
  log,
});
server.once('error', (error) => {
  log.error({ error: error.message, port: env.CODEC_PORT }, 'cannot listen: set CODEC_PORT to another port');
  stop('cannot listen');
});
server.listen(env.CODEC_PORT, env.CODEC_HOST, () => log.info({ port: env.CODEC_PORT }, 'codec ready'));
