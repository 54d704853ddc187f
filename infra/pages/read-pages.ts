// Reads the built pages from the disk, once, and compresses what browsers load.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
};

/** @param folder what `npm run build` made: `index.html` and `assets/`. @throws in plain words when it is not there. */
export function readPages(folder: string) {
  try {
    const assets = join(folder, 'assets');
    return {
      html: readFileSync(join(folder, 'index.html'), 'utf8'),
      assets: new Map(readdirSync(assets).map((name) => [name, readAsset(join(assets, name))])),
    };
  } catch (error) {
    throw new Error(`The pages are missing in ${folder}: run npm run build`, { cause: error });
  }
}

function readAsset(path: string) {
  const plain = readFileSync(path);
  const contentType = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
  return { contentType, plain, gzip: gzipSync(plain, { level: 9 }) };
}
