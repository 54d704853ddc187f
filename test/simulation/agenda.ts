// Simulated time: what happens next, one thing at a time, and everything it set off before the next.
import { type Instant, instant } from '../../domain/time.ts';

export interface Agenda {
  now(): Instant;
  /** @returns takes it off the agenda. */
  after(milliseconds: number, act: () => void): () => void;
  sleep(milliseconds: number): Promise<void>;
  /** Keeps the clock still until the work is done; one at a time. */
  busy<T>(work: () => Promise<T>): Promise<T>;
  /** Does what comes next. @returns false when there is nothing left until `horizon`. */
  step(horizon: Instant): Promise<boolean>;
}

interface Entry {
  readonly at: number;
  readonly sequence: number;
  act: (() => void) | null;
}

/** Every promise that can settle has settled: ticks come after them, and sooner than the event loop. */
export const settle = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

/** What a process that died will never answer. */
export const never = (): Promise<never> => new Promise(() => {});

export function createAgenda(start: Instant): Agenda {
  const heap: Entry[] = [];
  let now: number = start;
  let sequence = 0;
  let working = 0;
  let line: Promise<unknown> = Promise.resolve();
  const after = (milliseconds: number, act: () => void): (() => void) => {
    sequence += 1;
    const entry: Entry = { at: now + Math.max(0, milliseconds), sequence, act };
    push(heap, entry);
    return () => {
      entry.act = null;
    };
  };
  return {
    now: () => instant(now),
    after,
    sleep: (milliseconds) => new Promise((resolve) => void after(milliseconds, resolve)),
    async busy(work) {
      working += 1;
      const done = line.then(work);
      line = done.catch(() => {});
      try {
        return await done;
      } finally {
        working -= 1;
      }
    },
    async step(horizon) {
      const next = nextOf(heap, horizon);
      if (next === null) return false;
      now = next.at;
      next.act?.();
      do await settle();
      while (working > 0);
      return true;
    },
  };
}

function nextOf(heap: Entry[], horizon: number): Entry | null {
  for (;;) {
    const first = heap[0];
    if (first === undefined || first.at > horizon) return null;
    pop(heap);
    if (first.act !== null) return first;
  }
}

const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.sequence < b.sequence);

function push(heap: Entry[], entry: Entry): void {
  heap.push(entry);
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(entry, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const child = smallerChild(heap, index);
    const below = heap[child];
    if (below === undefined || !isBefore(below, last)) break;
    heap[index] = below;
    index = child;
  }
  heap[index] = last;
}

function smallerChild(heap: readonly Entry[], index: number): number {
  const left = heap[2 * index + 1];
  const right = heap[2 * index + 2];
  return right !== undefined && left !== undefined && isBefore(right, left) ? 2 * index + 2 : 2 * index + 1;
}
