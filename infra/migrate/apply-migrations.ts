// Brings a database to the newest schema, with the same files and bookkeeping as `prisma migrate deploy`.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import { openMigrationAdapter } from './migration-adapter.ts';
import { readMigrations } from './migration-list.ts';
import { openSchemaEngine } from './schema-engine.ts';

const EVERYTHING = { externalTables: [], externalEnums: [] };

/**
 * Safe to run again, and by several at once: the engine holds PostgreSQL's advisory lock of Prisma's migrations.
 * @returns the names of the migrations applied by this call, oldest first.
 */
export async function applyMigrations(databaseUrl: string): Promise<readonly string[]> {
  const adapter = await openMigrationAdapter(databaseUrl);
  try {
    return await applyAll(await openSchemaEngine(adapter));
  } finally {
    await adapter.close();
  }
}

async function applyAll(engine: SchemaEngine): Promise<readonly string[]> {
  const migrationsList = await readMigrations(migrationsFolder());
  await forgetInterrupted(engine, migrationsList);
  const applied = await engine.applyMigrations({ migrationsList, filters: EVERYTHING });
  engine.free();
  return applied.appliedMigrationNames;
}

/** A run killed in the middle leaves a mark that blocks all later ones, though its script was undone wholly. */
async function forgetInterrupted(engine: SchemaEngine, migrationsList: MigrationList): Promise<void> {
  const history = await engine.diagnoseMigrationHistory({
    migrationsList,
    filters: EVERYTHING,
    optInToShadowDatabase: false,
  });
  for (const migrationName of history.failedMigrationNames)
    await engine.markMigrationRolledBack({ migrationName });
}

/** Beside the sources, also when this file runs compiled from `dist/`. */
function migrationsFolder(): string {
  const places = ['../../prisma/migrations', '../../../prisma/migrations'];
  const found = places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((folder) => existsSync(folder));
  if (found === undefined) throw new Error('the folder prisma/migrations is missing');
  return found;
}
