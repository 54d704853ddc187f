// How the schema engine reaches PostgreSQL: each migration script as one query, so it applies wholly or not at all.
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';

interface MigrationAdapter extends SqlMigrationAwareDriverAdapterFactory {
  /** Ends the connection, and with it the lock; the engine itself leaves both. */
  close(): Promise<void>;
}

/** The advisory lock of every migration run of Prisma, also of its own command line. */
const TAKE_TURN = 'SELECT pg_advisory_lock(72707369)';

/**
 * Connects, and waits until no other migration run is at work: the engine locks only while it applies, but
 * looking at the history before needs the same protection.
 */
export async function openMigrationAdapter(databaseUrl: string): Promise<MigrationAdapter> {
  // A lock belongs to its connection: there is one, and it stays.
  const server = new PrismaPg({ connectionString: databaseUrl, max: 1, idleTimeoutMillis: 0 });
  const adapter = inOneQuery(await server.connect());
  try {
    await adapter.executeRaw({ sql: TAKE_TURN, args: [], argTypes: [] });
  } catch (error) {
    await adapter.dispose();
    throw error;
  }
  return {
    provider: server.provider,
    adapterName: server.adapterName,
    connect: () => Promise.resolve(adapter),
    // The stock adapter would silently use the main database itself when that is given as a URL.
    connectToShadowDb: () => Promise.reject(new Error('shadow databases are not used here')),
    close: () => adapter.dispose(),
  };
}

/** The stock `executeScript` cuts at every semicolon, also inside a function's body. */
function inOneQuery(adapter: SqlDriverAdapter): SqlDriverAdapter {
  return Object.assign(adapter, {
    executeScript: async (script: string) => {
      // Without arguments PostgreSQL takes several statements at once, as one transaction.
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    },
  });
}
