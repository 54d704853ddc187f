// Pages as the build would make them, and where one signs in.
import { gzipSync } from 'node:zlib';
import type { BuiltPages } from '../../api/pages/built-pages.ts';

export const SIGN_IN_URL = 'https://accounts.example/sign-in';

const script = new TextEncoder().encode('export const page = 1;');
export const PAGES: BuiltPages = {
  html: '<!doctype html><title>Klik&amp;Go</title><script type="module" src="/assets/page-abc.js"></script>',
  assets: new Map([
    ['page-abc.js', { contentType: 'text/javascript; charset=utf-8', plain: script, gzip: gzipSync(script) }],
  ]),
};
