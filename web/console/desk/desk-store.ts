// The counter of one shop: the orders it knows, kept as they are now, and the decisions under way.
import type { Order } from '../../api/bodies.ts';
import type { Decision } from '../../api/endpoints.ts';
import { carryOut } from '../decisions/carry-out.ts';
import type { Outcome } from '../decisions/outcome.ts';
import { afterReading, type Book, EMPTY_BOOK, gone, withOrder } from '../orders/book.ts';
import { createRereading } from './rereading.ts';

export interface DeskState {
  readonly book: Book;
  /** Milliseconds, local clock, of the last whole reading; null before the first. */
  readonly readAt: number | null;
  /** Why the last reading failed; null when it did not. */
  readonly failure: unknown;
  /** Orders with a decision under way. */
  readonly busy: ReadonlySet<string>;
}

/** What the counter asks of the API. */
export interface DeskReaders {
  readonly readAll: () => Promise<readonly Order[]>;
  readonly readOrder: (orderId: string) => Promise<Order>;
  readonly decide: (orderId: string, decision: Decision) => Promise<Order>;
  readonly now: () => number;
}

export interface Desk {
  readonly state: () => DeskState;
  readonly subscribe: (run: () => void) => () => void;
  /** Reads everything; called again meanwhile, once more after it. */
  load(): void;
  /** Something happened to this order. */
  reread(orderId: string): void;
  /** @returns null when a decision about this order is under way already. */
  decide(order: Order, decision: Decision): Promise<Outcome | null>;
}

export function createDesk(readers: DeskReaders): Desk {
  const listeners = new Set<() => void>();
  let state: DeskState = { book: EMPTY_BOOK, readAt: null, failure: null, busy: new Set() };
  /** Orders heard of since the whole reading under way began. */
  let heard = new Set<string>();
  const change = (part: Partial<DeskState>): void => {
    state = { ...state, ...part };
    for (const run of listeners) run();
  };
  const take = (order: Order): void => {
    heard.add(order.id);
    const book = withOrder(state.book, order);
    if (book !== state.book) change({ book });
  };
  const singles = createRereading(async (orderId) => take(await readers.readOrder(orderId)));
  const readWhole = async (): Promise<void> => {
    heard = new Set();
    const read = await readers.readAll();
    const missing = gone(state.book, read).filter((id) => !heard.has(id));
    change({ book: afterReading(state.book, read, heard), readAt: readers.now(), failure: null });
    for (const orderId of missing) singles.ask(orderId);
  };
  const whole = createRereading(() => readWhole().catch((failure: unknown) => change({ failure })));

  return {
    state: () => state,
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    load: () => whole.ask(''),
    reread: (orderId) => singles.ask(orderId),
    async decide(order, decision) {
      if (state.busy.has(order.id)) return null;
      change({ busy: new Set([...state.busy, order.id]) });
      try {
        const outcome = await carryOut(readers, order, decision);
        take(outcome.order);
        return outcome;
      } finally {
        change({ busy: new Set([...state.busy].filter((id) => id !== order.id)) });
      }
    },
  };
}
