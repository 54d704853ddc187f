// Finds texts that must be read nowhere, however they are written down: plain, escaped, in hexadecimal, in base64.

/** By what they are called. */
export type Canaries = Readonly<Record<string, string>>;
/** @returns what was found and how it was written, e.g. `phone (base64)`. */
export type LeakFinder = (content: Uint8Array | string) => string[];

interface Needle {
  readonly found: string;
  readonly text: string;
}

export function leakFinder(canaries: Canaries): LeakFinder {
  const needles = Object.entries(canaries).map(([name, text]) => ({
    loose: spellings(text).map(([how, written]) => ({
      found: `${name} (${how})`,
      text: written.toLowerCase(),
    })),
    exact: base64(text).map((written) => ({ found: `${name} (base64)`, text: written })),
  }));
  return (content) => {
    // Bytes as they are: one character each, so that no encoding is guessed.
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
    const exact = bytes.toString('latin1');
    const loose = exact.toLowerCase();
    const found = needles.flatMap((needle) => [
      ...needle.loose.filter((one) => loose.includes(one.text)),
      ...needle.exact.filter((one) => exact.includes(one.text)),
    ]);
    return [...new Set(found.map((one: Needle) => one.found))];
  };
}

/** UTF-8, seen byte by byte. */
const bytewise = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

type Spelling = readonly [how: string, written: string];

/** Each by the first of its names. */
function spellings(text: string): readonly Spelling[] {
  const percent = encodeURIComponent(text);
  const all: readonly Spelling[] = [
    ['plain', bytewise(text)],
    ['JSON', bytewise(JSON.stringify(text).slice(1, -1))],
    ['JSON, escaped', text.replaceAll(/[^ -~]/g, escaped)],
    ['URL', percent],
    ['form', percent.replaceAll('%20', '+')],
    ['hex', Buffer.from(text, 'utf8').toString('hex')],
    ['UTF-16', Buffer.from(text, 'utf16le').toString('latin1')],
  ];
  return all.filter(([, written], index) => all.findIndex((one) => one[1] === written) === index);
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Within a longer text a canary begins at any of three places; what its neighbours share in is cut off. */
function base64(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8');
  const whole = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const shared = (before + bytes.length) % 3 === 0 ? 0 : 1;
    return encoded.slice(before === 0 ? 0 : before + 1, encoded.length - shared);
  });
  return [...whole, ...whole.map((one) => one.replaceAll('+', '-').replaceAll('/', '_'))];
}
