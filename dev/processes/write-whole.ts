// Writes a file whole or not at all: who reads it meanwhile, or after a kill, finds the old text or the new one.
import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** One writer at a time. @param mode who may read it; the umask goes off it. */
export function writeWhole(file: string, text: string, mode = 0o666): void {
  const fresh = `${file}.new`;
  // One that is there already would keep its own mode.
  rmSync(fresh, { force: true });
  writeFileSync(fresh, text, { mode });
  renameSync(fresh, file);
}
