// The user's cache folder: what was fetched or built once serves every checkout.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Honours XDG_CACHE_HOME. */
export function cacheFolder(...inside: readonly string[]): string {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(base, 'klikandgo-orders', ...inside);
}
