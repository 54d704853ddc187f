// The keys that encrypt what Temporal keeps: which one writes, and which ones read.
import { createSecretKey, type KeyObject } from 'node:crypto';

export interface PayloadKey {
  readonly id: string;
  /** 32 bytes; shown by neither a log nor JSON. */
  readonly secret: KeyObject;
}

export interface PayloadKeys {
  /** Null: written as it is, and what others have encrypted is read. */
  readonly writing: PayloadKey | null;
  readonly reading: ReadonlyMap<string, KeyObject>;
}

/** Stands for the key that writes where nothing is encrypted: before all processes have the first key, and after the last. */
const PLAIN = 'plain';
/** Characters. */
export const LONGEST_ID = 32;
const ID = /^[\w.-]{1,32}$/;
/** 32 bytes, with their padding. */
const SECRET = /^[A-Za-z0-9+/]{43}=$/;

export type KeyReading =
  | { readonly kind: 'good'; readonly keys: PayloadKeys }
  /** Entries are named by their place, never by what they say. */
  | { readonly kind: 'bad'; readonly problems: readonly string[] };

/** @param text `<id>:<base64 of 32 bytes>`, several separated by commas; or `plain` in the place of the first. */
export function readPayloadKeys(text: string): KeyReading {
  const entries = text.split(',').map((entry) => entry.trim());
  const isPlain = entries[0] === PLAIN;
  const parts = entries.map(partsOf);
  const given = isPlain ? parts.slice(1) : parts;
  const problems = [
    ...given.flatMap((part, index) => problemsOf(part, given.slice(0, index))),
    ...(given.length === 0 ? [`${PLAIN} needs a key behind it, or none of it`] : []),
  ];
  if (problems.length > 0) return { kind: 'bad', problems };
  const keys = given.map(({ id, secret }) => ({ id, secret: createSecretKey(secret, 'base64') }));
  const writing = isPlain ? null : (keys[0] ?? null);
  return { kind: 'good', keys: { writing, reading: new Map(keys.map(({ id, secret }) => [id, secret])) } };
}

interface Part {
  /** From 1. */
  readonly place: number;
  readonly id: string;
  readonly secret: string;
}

function partsOf(entry: string, index: number): Part {
  const [id = '', ...rest] = entry.split(':');
  return { place: index + 1, id, secret: rest.join(':') };
}

function problemsOf({ place, id, secret }: Part, before: readonly Part[]): readonly string[] {
  const twin = before.find((other) => other.id === id);
  const copy = before.find((other) => other.secret === secret);
  return [
    ...(ID.test(id) && id !== PLAIN
      ? []
      : [`key ${place}: expected an id of 1 to 32 letters, digits, . _ -`]),
    ...(SECRET.test(secret)
      ? []
      : [`key ${place}: expected the base64 of 32 bytes (openssl rand -base64 32)`]),
    ...(twin === undefined ? [] : [`key ${place}: has the id of key ${twin.place}`]),
    ...(copy === undefined ? [] : [`key ${place}: is key ${copy.place} under another id`]),
  ];
}
