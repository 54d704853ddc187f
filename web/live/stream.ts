// A stream of server-sent events that survives tunnels, sleep and deploys; where there is none, re-reading stands in.
import { type LiveEntry, parseTimelineLine } from './timeline-line.ts';

/** `lost`: a new connection is on its way; `resting`: the server gives no stream, what is shown is re-read. */
export type StreamState = 'connecting' | 'live' | 'lost' | 'resting';

export interface StreamHandlers {
  /** Whatever was missed is to be read now. */
  readonly onReady: () => void;
  readonly onEntry: (entry: LiveEntry) => void;
  readonly onState: (state: StreamState) => void;
}

/** The part of `EventSource` that is used. */
export interface Source {
  readonly readyState: number;
  addEventListener(name: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}

export interface StreamWorld {
  readonly connect: (path: string) => Source;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** Back from sleep, from a tunnel or from signing in: a connection may be dead without saying so. */
  readonly onWake: (run: () => void) => () => void;
}

const CLOSED = 2;
/** Milliseconds: a refused stream is asked for again soon, for a cookie may just be renewed. */
const SOON: readonly number[] = [2_000, 5_000];
/** Milliseconds between looks where there is no stream. */
const REREAD = 15_000;

/** @returns milliseconds until a refused stream is asked for again, and what is said meanwhile. */
function createPatience() {
  let refusals = 0;
  return {
    accepted() {
      refusals = 0;
    },
    refused() {
      const soon = SOON[refusals];
      refusals += 1;
      return { wait: soon ?? REREAD, state: soon === undefined ? 'resting' : 'lost' } as const;
    },
  };
}

/** @returns how to end it. */
export function openStream(path: string, handlers: StreamHandlers, world: StreamWorld): () => void {
  const patience = createPatience();
  let source: Source | null = null;
  let stopResting = (): void => undefined;

  function connect(): void {
    stopResting();
    source?.close();
    const opened = world.connect(path);
    source = opened;
    const on = (name: string, run: (data: unknown) => void) =>
      opened.addEventListener(name, ({ data }) => (source === opened ? run(data) : undefined));
    on('ready', () => {
      patience.accepted();
      handlers.onState('live');
      handlers.onReady();
    });
    on('timeline', (data) => tell(handlers, data));
    on('error', () => fail(opened));
  }

  function fail(failed: Source): void {
    if (failed.readyState !== CLOSED) return handlers.onState('lost');
    const { wait, state } = patience.refused();
    handlers.onState(state);
    stopResting = world.after(wait, readAndConnect);
  }

  function readAndConnect(): void {
    handlers.onReady();
    connect();
  }

  handlers.onState('connecting');
  connect();
  const stopWaking = world.onWake(readAndConnect);
  return () => {
    stopWaking();
    stopResting();
    source?.close();
    source = null;
  };
}

/** What cannot be read is no news: the order is read at its address anyway. */
function tell({ onEntry }: StreamHandlers, data: unknown): void {
  const entry = parseTimelineLine(String(data));
  if (entry !== null) onEntry(entry);
}
