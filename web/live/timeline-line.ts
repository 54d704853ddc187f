// Reads one line of a stream, and puts it among what is known.
import type { TimelineEntry, TimelineKind } from '../api/bodies.ts';

export interface LiveEntry extends TimelineEntry {
  readonly orderId: string;
}

/** @returns null for what cannot be a timeline entry; the order is re-read at its address anyway. */
export function parseTimelineLine(line: string): LiveEntry | null {
  const sent = parseJson(line);
  if (!isRecord(sent)) return null;
  const { orderId, sequence, kind, actor, at, data } = sent;
  if (typeof orderId !== 'string' || typeof sequence !== 'number' || typeof kind !== 'string') return null;
  if (typeof actor !== 'string' || typeof at !== 'string') return null;
  // A kind this page does not know is shown as nothing: texts are looked up, never assumed.
  const known = kind as TimelineKind;
  return { orderId, sequence, kind: known, actor, at, data: isRecord(data) ? scalars(data) : {} };
}

/** In sequence; a second take of the same sequence replaces the first. */
export function withEntry(
  entries: readonly TimelineEntry[],
  { orderId: _order, ...entry }: LiveEntry,
): TimelineEntry[] {
  const others = entries.filter(({ sequence }) => sequence !== entry.sequence);
  return [...others, entry].toSorted((a, b) => a.sequence - b.sequence);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Scalar = string | number | boolean | null;

const isScalar = (pair: [string, unknown]): pair is [string, Scalar] =>
  pair[1] === null || ['string', 'number', 'boolean'].includes(typeof pair[1]);

const scalars = (data: Record<string, unknown>): Record<string, Scalar> =>
  Object.fromEntries(Object.entries(data).filter(isScalar));
