// The built pages, as they are read from the disk.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPages } from '../../../infra/pages/read-pages.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'klikandgo-pages-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a build → its document, and each asset with its type, plain and compressed', () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'a-1.js'), 'x'.repeat(1_000));
  writeFileSync(join(folder, 'assets', 'b-2.css'), 'p{}');
  const { html, assets } = readPages(folder);
  expect(html).toBe('<!doctype html>');
  const types = Object.fromEntries([...assets].map(([name, { contentType }]) => [name, contentType]));
  expect(types).toEqual({
    'a-1.js': 'text/javascript; charset=utf-8',
    'b-2.css': 'text/css; charset=utf-8',
  });
  const script = assets.get('a-1.js');
  expect(script?.gzip.length).toBeLessThan(100);
  expect(gunzipSync(script?.gzip ?? '').toString()).toBe('x'.repeat(1_000));
});

it('no build, or half of one → says what to do', () => {
  expect(() => readPages(folder)).toThrow(/run npm run build/);
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  expect(() => readPages(folder)).toThrow(/run npm run build/);
});
