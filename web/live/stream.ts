// A stream of server-sent events that survives tunnels, sleep and deploys; where there is none, re-reading stands in.
import { type LiveEntry, parseTimelineLine } from './timeline-line.ts';

/** `lost`: the browser is reconnecting by itself; `resting`: the server gave no stream, what is shown is re-read. */
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
  /** The device is back from sleep or from a tunnel: a connection may be dead without saying so. */
  readonly onWake: (run: () => void) => () => void;
}

const CLOSED = 2;
/** Milliseconds between looks where there is no stream. */
const REREAD = 15_000;

/** @returns how to end it. */
export function openStream(path: string, handlers: StreamHandlers, world: StreamWorld): () => void {
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
      handlers.onState('live');
      handlers.onReady();
    });
    on('timeline', (data) => {
      const entry = parseTimelineLine(String(data));
      if (entry !== null) handlers.onEntry(entry);
    });
    on('error', () => fail(opened));
  }

  function fail(failed: Source): void {
    if (failed.readyState !== CLOSED) return handlers.onState('lost');
    handlers.onState('resting');
    stopResting = world.after(REREAD, () => {
      handlers.onReady();
      connect();
    });
  }

  handlers.onState('connecting');
  connect();
  const stopWaking = world.onWake(() => {
    handlers.onReady();
    connect();
  });
  return () => {
    stopWaking();
    stopResting();
    source?.close();
    source = null;
  };
}
