// Prisma's schema engine as WebAssembly: migrations and diffs without the native binary, which needs a download.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

declare global {
  // Node has it; its types leave it to the browser's library.
  namespace WebAssembly {
    function instantiate(
      binary: Uint8Array,
      imports: Record<string, Record<string, unknown>>,
    ): Promise<{ readonly instance: { readonly exports: Record<string, unknown> } }>;
  }
}

/** The caller calls `free()`, and closes the adapter. */
export async function openSchemaEngine(
  adapter: SqlMigrationAwareDriverAdapterFactory,
): Promise<SchemaEngine> {
  await instantiate();
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  return bindings.SchemaEngine.new({ datamodels: undefined }, ignoreLog, bound);
}

const ignoreLog = (): void => {};
let ready: Promise<void> | undefined;

/** The package's own entry imports the `.wasm` file as a module, which Node 20 cannot: done by hand here, once. */
function instantiate(): Promise<void> {
  ready ??= instantiateOnce();
  return ready;
}

async function instantiateOnce(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const binary = await readFile(new URL('schema_engine_bg.wasm', pathToFileURL(entry)));
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': { ...bindings } });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
}
