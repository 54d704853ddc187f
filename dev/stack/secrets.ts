// Secrets of the local stack, made once and kept.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the double signs its webhooks with. */
export function webhookSecret(dataDir: string): string {
  const file = join(dataDir, 'webhook-secret');
  try {
    const kept = readFileSync(file, 'utf8').trim();
    if (/^whsec_\w{32,}$/.test(kept)) return kept;
  } catch {
    // The first start: there is none yet.
  }
  const secret = `whsec_${randomBytes(24).toString('hex')}`;
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}
