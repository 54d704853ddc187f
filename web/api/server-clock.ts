// What time it is at the server, by the `Date` of its answers: the clock of a tablet on a counter may be hours off.

interface Reading {
  /** Milliseconds to add to the local clock. */
  readonly offset: number;
  /** Milliseconds it may be off by. */
  readonly margin: number;
}

export interface Exchange {
  /** The header; it counts whole seconds. */
  readonly date: string | null;
  /** Milliseconds, local clock. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** Half of the second that the header leaves open. */
const HALF = 500;

/** @returns null for an answer without a readable date. */
export function readingOf({ date, sentAt, receivedAt }: Exchange): Reading | null {
  const second = Date.parse(date ?? '');
  if (Number.isNaN(second)) return null;
  return {
    offset: second + HALF - (sentAt + receivedAt) / 2,
    margin: HALF + (receivedAt - sentAt) / 2,
  };
}

/** The more exact one, unless they contradict each other: then somebody has set the local clock. */
export function betterOf(known: Reading | null, read: Reading): Reading {
  if (known === null || read.margin <= known.margin) return read;
  const isContradicted = Math.abs(known.offset - read.offset) > known.margin + read.margin;
  return isContradicted ? read : known;
}

let best: Reading | null = null;

export function noteExchange(exchange: Exchange): void {
  const read = readingOf(exchange);
  if (read !== null) best = betterOf(best, read);
}

/** Milliseconds since 1970; the local clock as long as nothing was answered. */
export const serverNow = (): number => Date.now() + (best?.offset ?? 0);
