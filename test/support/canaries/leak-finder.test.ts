// That the finder of canaries finds one in every writing, wherever it stands, and nothing where there is none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leakFinder } from './leak-finder.ts';

const find = leakFinder({ name: 'Célestine Canari', phone: '06 11 22 33 44', key: 'sk_test_"canary"/+' });
const NAME = 'Célestine Canari';

describe('a planted canary', () => {
  it.each<[how: string, content: string | Uint8Array, found: string]>([
    ['plain', `x${NAME}x`, 'name (plain)'],
    ['in capitals', 'CELESTINE 06 11 22 33 44', 'phone (plain)'],
    ['in JSON', JSON.stringify({ key: 'sk_test_"canary"/+' }), 'key (JSON)'],
    ['in JSON of ASCII alone', '{"a":"C\\u00e9lestine Canari"}', 'name (JSON, escaped)'],
    ['in an address', `/?q=${encodeURIComponent(NAME)}&b`, 'name (URL)'],
    ['in a form', new URLSearchParams({ phone: '06 11 22 33 44' }).toString(), 'phone (form)'],
    ['in hexadecimal', `\\x${Buffer.from(NAME).toString('hex').toUpperCase()}`, 'name (hex)'],
    ['in UTF-16', Buffer.from(NAME, 'utf16le'), 'name (UTF-16)'],
    ['among other bytes', Buffer.concat([Buffer.from([0, 255, 192]), Buffer.from(NAME)]), 'name (plain)'],
  ])('%s → found', (_how, content, found) => {
    expect(find(content)).toContain(found);
  });

  it('in base64, at any place of a text of any kind → found', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom('base64', 'base64url'), (before, after, how) => {
        const content = Buffer.from(`${before}${NAME}${after}`).toString(how as BufferEncoding);
        expect(find(content)).toEqual(['name (base64)']);
      }),
    );
  });
});

it('a text without one → nothing', () => {
  expect(find('Celestine, 06 11 22 33 45, sk_test_canary')).toEqual([]);
  expect(find(new Uint8Array())).toEqual([]);
});
