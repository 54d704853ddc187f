// The small servers that run within the stack's own process: the token issuer and the mailbox.
import { join } from 'node:path';
import { startMailbox } from '../mailbox/mailbox.ts';
import { startTokenServer } from '../tokens/server.ts';
import type { Holding } from './holding.ts';
import type { PlanParts } from './plan-parts.ts';
import type { LocalPieces } from './process-env.ts';

export async function startOwnServers(
  holding: Holding,
  { dataDir, ports, env }: PlanParts,
  local: LocalPieces,
): Promise<void> {
  if (local.tokens) {
    holding.tokens = await startTokenServer({
      port: ports.tokens,
      keyFile: join(dataDir, 'token-key.json'),
      appUrl: env.NEXT_PUBLIC_APP_URL,
    });
  }
  if (local.mail) {
    const folder = join(dataDir, 'mails');
    holding.mailbox = await startMailbox({ port: ports.mailbox, smtpPort: ports.smtp, folder });
  }
}
