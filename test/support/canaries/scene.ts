// A whole stack whose secrets are canaries, and everybody around it who may betray them: database, mail, shop, collector.
import type { StackInfo } from '../../../dev/stack/stack-info.ts';
import type { Keep } from '../closing.ts';
import { type ShopProgram, startShopProgram } from '../shop-program.ts';
import { openStack, type TestStack } from '../stack.ts';
import { WISH } from '../stack-client.ts';
import { startTraceReceiver, type TraceReceiver } from '../trace-receiver.ts';
import { CARD_NUMBERS, PERSONAL, SECRETS, secretsOfStack } from './cast.ts';
import type { Canaries } from './leak-finder.ts';
import { type OwnPostgres, openOwnPostgres } from './own-postgres.ts';
import { type RudeMailServer, startRudeMailServer } from './rude-mail-server.ts';

/** An answer of the API: what was asked, and all that came back, headers too. */
export interface Heard {
  readonly asked: string;
  readonly status: number;
  readonly text: string;
}

export interface Scene {
  readonly stack: TestStack;
  readonly info: StackInfo;
  readonly postgres: OwnPostgres;
  readonly mail: RudeMailServer;
  readonly shop: ShopProgram;
  readonly collector: TraceReceiver;
  readonly canaries: Canaries;
  /** Whatever `ask` was answered. */
  readonly heard: Heard[];
  readonly ask: (path: string, init?: RequestInit) => Promise<Heard>;
}

/** @param keep is told how to close each part, as soon as it stands. */
export async function openScene(keep: Keep): Promise<Scene> {
  const postgres = await openOwnPostgres(SECRETS['password of the database']);
  keep(() => postgres.close());
  const mail = await startRudeMailServer();
  keep(() => mail.close());
  const shop = await startShopProgram();
  keep(() => shop.close());
  const collector = await startTraceReceiver();
  keep(() => collector.close());
  collector.refuse(`no, not with ${SECRETS['header of the collector']}`);
  const stack = await openStack(variables({ postgres, mail, collector }), {
    keep,
    // The mail server's certificate is its own.
    worker: { path: 'worker/main.js', env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
  });
  await postgres.query(
    'UPDATE "Shop" SET "email" = $1, "webhookUrl" = $2, "webhookSecret" = $3 WHERE "id" = $4',
    [
      PERSONAL['mail of the shop'],
      `${shop.url}?token=${encodeURIComponent(SECRETS['token in the shop’s address'])}`,
      SECRETS['secret of the shop'],
      WISH.shopId,
    ],
  );
  const { info, dataDir } = stack;
  const canaries = { ...PERSONAL, ...SECRETS, ...CARD_NUMBERS, ...secretsOfStack(dataDir, info) };
  const heard: Heard[] = [];
  const ask: Scene['ask'] = async (path, init = {}) => {
    const answer = await hear(`${info.api}${path}`, init);
    heard.push(answer);
    return answer;
  };
  return { stack, info, postgres, mail, shop, collector, canaries, heard, ask };
}

type Around = Pick<Scene, 'postgres' | 'mail' | 'collector'>;

function variables({ postgres, mail, collector }: Around): Record<string, string> {
  const [user, password] = [SECRETS['user of the mail server'], SECRETS['password of the mail server']];
  return {
    DATABASE_URL: postgres.url,
    SMTP_URL: `smtp://${user}:${encodeURIComponent(password)}@127.0.0.1:${mail.port}`,
    MAIL_FROM: 'Klik&Go <commandes@klikandgo.example>',
    WEBHOOKS_TO_PRIVATE_ADDRESSES: 'true',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: `x-canary=${SECRETS['header of the collector']}`,
    LOG_LEVEL: 'debug',
    TRUST_PROXY_HOPS: '1',
  };
}

async function hear(url: string, init: RequestInit): Promise<Heard> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const asked = `${init.method ?? 'GET'} ${new URL(url).pathname}`;
  return { asked, status: answer.status, text: `${headers}\n\n${await answer.text()}` };
}
