// `npm run migrate` as a process: what it prints, its exit code, and that it ends.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type EmptyDatabase, openEmptyDatabase } from './empty-database.ts';

let database: EmptyDatabase;
beforeEach(async () => {
  database = await openEmptyDatabase();
});
afterEach(() => database.close());

/** Milliseconds; less than the timer that Prisma's engine leaves behind. */
const PATIENCE = 8_000;

function migrate(url: string) {
  const args = ['--import', 'tsx', 'infra/migrate/main.ts'];
  const env = { PATH: process.env.PATH, DATABASE_URL: url };
  return promisify(execFile)(process.execPath, args, { env, timeout: PATIENCE });
}

it('an empty database → migrated; again → nothing to do; each run ends when it is done', async () => {
  expect((await migrate(database.url)).stdout).toMatch(/Applied 0001_init\.[\s\S]*migration\(s\) applied\./);
  expect((await migrate(database.url)).stdout).toBe('The database is up to date.\n');
});

it('a wrong password → said in one line without it, exit 1', async () => {
  const url = new URL(database.url);
  url.password = 'verywrong';
  const failed = migrate(url.href);
  await expect(failed).rejects.toMatchObject({ code: 1 });
  await expect(failed).rejects.toThrow('Migration failed: ');
  await expect(failed).rejects.not.toThrow('verywrong');
});
