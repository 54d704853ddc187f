// What a first visit loads: small enough for a phone, nothing of the server's, nothing inline.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { buildWeb, ROOT } from '../../dev/build/build.ts';

const FOLDER = join(ROOT, 'dist/web');
/** Bytes of compressed script. */
const BUDGET = 120_000;

let html: string;
let scripts: readonly string[];
beforeAll(async () => {
  await buildWeb(() => undefined);
  html = readFileSync(join(FOLDER, 'index.html'), 'utf8');
  scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? '');
}, 60_000);

it('the script of a first page → at most 120 kB, compressed', () => {
  expect(scripts.length).toBeGreaterThan(0);
  const sizes = scripts.map((path) => gzipSync(readFileSync(join(FOLDER, path)), { level: 9 }).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(BUDGET);
});

it('the document → nothing inline, nothing from elsewhere', () => {
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|style=/);
  const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
  expect(addresses.filter((address) => !address.startsWith('/assets/'))).toEqual([]);
});

it('all scripts → no schema library, no development build', () => {
  const files = readdirSync(join(FOLDER, 'assets')).filter((name) => name.endsWith('.js'));
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const source = readFileSync(join(FOLDER, 'assets', file), 'utf8');
    expect(source, file).not.toMatch(/ZodError|jsxDEV|react-dom\.development/);
  }
});
