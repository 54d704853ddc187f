// Migrates as soon as the database answers: in a fresh stack both start at the same time.
import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '../postgres/database-away.ts';
import { applyMigrations } from './apply-migrations.ts';

interface Patience {
  /** How long to wait for the database, in milliseconds. */
  readonly patience: number;
  /** Told one line at a time. */
  readonly say: (line: string) => void;
}

const PAUSE = 500;

/** @throws what `applyMigrations` throws; "away" only after the patience has run out. */
export async function migrateWhenUp(
  databaseUrl: string,
  { patience, say }: Patience,
): Promise<readonly string[]> {
  const giveUpAt = Date.now() + patience;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await applyMigrations(databaseUrl);
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() + PAUSE > giveUpAt) throw error;
      if (attempt === 1) say(`The database does not answer yet; waiting up to ${patience / 1_000} s.`);
      await sleep(PAUSE);
    }
  }
}
