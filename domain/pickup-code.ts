// The code a customer says at the counter: four characters, none easily taken for another.
import type { OrderId } from './ids.ts';

/** Letters and digits that sound and look different from each other in French. */
const ALPHABET = 'ACEFHJKLMNPRTUXY34679';
const LENGTH = 4;

/** @param attempt from 0; each gives another code, for when an open order of the shop already has it. */
export function pickupCode(orderId: OrderId, attempt: number): string {
  let hash = fnv1a(`${orderId}/${attempt}`);
  let code = '';
  for (let index = 0; index < LENGTH; index += 1) {
    code += ALPHABET.charAt(hash % ALPHABET.length);
    hash = Math.floor(hash / ALPHABET.length);
  }
  return code;
}

/** 32-bit FNV-1a with a final mix; well spread is all it has to be. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}
