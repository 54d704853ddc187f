// Everything that is written in a value, however deep: texts and bytes, as one content to look through.

/** @returns texts and bytes, each on a line of its own; names of fields too. */
export function plainText(value: unknown): Buffer {
  const parts: Uint8Array[] = [];
  collect(value, parts, new Set());
  return Buffer.concat(parts.flatMap((part) => [part, NEWLINE]));
}

const NEWLINE = Buffer.from('\n');

function collect(value: unknown, parts: Uint8Array[], seen: Set<object>): void {
  if (typeof value === 'string') parts.push(Buffer.from(value, 'utf8'));
  else if (value instanceof Uint8Array) parts.push(value);
  else if (typeof value === 'object' && value !== null && !seen.has(value)) {
    seen.add(value);
    for (const part of partsOf(value)) collect(part, parts, seen);
  }
}

const partsOf = (value: object): unknown[] =>
  (value instanceof Map ? [...value] : Object.entries(value)).flat();
