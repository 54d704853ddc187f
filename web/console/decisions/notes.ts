// What the counter is told of its decisions: good news gives way to the next, bad news stays until it is put away.
import type { Outcome } from './outcome.ts';

export type Notes = readonly Outcome[];

/** More than these are no news any more. */
const MOST = 3;

export function withNote(notes: Notes, note: Outcome): Notes {
  const kept = notes.filter(({ kind, order }) => kind !== 'done' && order.id !== note.order.id);
  return [...kept, note].slice(-MOST);
}

export const withoutNote = (notes: Notes, orderId: string): Notes =>
  notes.filter(({ order }) => order.id !== orderId);
