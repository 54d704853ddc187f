// The streams of events: what is read of a line, and how a stream goes on after tunnels, sleep and refusals.
import { beforeEach, describe, expect, it } from 'vitest';
import { openStream, type Source, type StreamState } from '../../web/live/stream.ts';
import { parseTimelineLine, withEntry } from '../../web/live/timeline-line.ts';

const ENTRY = {
  orderId: 'abcdefgh',
  sequence: 2,
  kind: 'ACCEPTED',
  actor: 'butcher',
  at: '2026-11-25T08:00:00.000Z',
  data: { reason: null },
} as const;

describe('a line', () => {
  it('as the server writes it → the entry; what is no scalar in its data is left out', () => {
    expect(parseTimelineLine(JSON.stringify(ENTRY))).toEqual(ENTRY);
    expect(parseTimelineLine(JSON.stringify({ ...ENTRY, data: { a: [], b: 1 } }))?.data).toEqual({ b: 1 });
    expect(parseTimelineLine(JSON.stringify({ ...ENTRY, data: 7 }))?.data).toEqual({});
  });

  it.each(['', '{', 'null', '[]', '7', '{}', JSON.stringify({ ...ENTRY, sequence: '2' })])(
    'anything else (%s) → nothing',
    (line) => {
      expect(parseTimelineLine(line)).toBeNull();
    },
  );

  it('entries in any sequence, one of them twice → in sequence, the second take stands', () => {
    const take = (sequence: number, actor: string) => ({ ...ENTRY, sequence, actor });
    const known = [take(3, 'a'), take(1, 'b'), take(3, 'c')].reduce(withEntry, []);
    expect(known.map(({ sequence, actor }) => [sequence, actor])).toEqual([
      [1, 'b'],
      [3, 'c'],
    ]);
    expect(known[0]).not.toHaveProperty('orderId');
  });
});

class TestSource implements Source {
  readyState = 0;
  readonly listeners = new Map<string, (event: { data?: unknown }) => void>();
  addEventListener(name: string, listener: (event: { data?: unknown }) => void): void {
    this.listeners.set(name, listener);
  }
  close(): void {
    this.readyState = 2;
  }
  say(name: string, data?: unknown): void {
    this.listeners.get(name)?.({ data });
  }
}

describe('a stream', () => {
  let sources: TestSource[];
  let timers: { readonly milliseconds: number; readonly run: () => void }[];
  let wake: () => void;
  let states: StreamState[];
  let readings: number;
  let kinds: string[];
  let close: () => void;
  const last = (): TestSource => sources.at(-1) ?? new TestSource();

  beforeEach(() => {
    [sources, timers, states, kinds, readings] = [[], [], [], [], 0];
    close = openStream(
      '/api/orders/a/stream',
      {
        onReady: () => {
          readings += 1;
        },
        onEntry: ({ kind }) => void kinds.push(kind),
        onState: (state) => void states.push(state),
      },
      {
        connect: () => {
          const source = new TestSource();
          sources.push(source);
          return source;
        },
        after: (milliseconds, run) => {
          const timer = { milliseconds, run };
          timers.push(timer);
          return () => {
            timers = timers.filter((other) => other !== timer);
          };
        },
        onWake: (run) => {
          wake = run;
          return () => {
            wake = () => undefined;
          };
        },
      },
    );
  });

  it('ready, then an entry → read once, told once', () => {
    last().say('ready', '{}');
    last().say('timeline', JSON.stringify(ENTRY));
    last().say('timeline', 'garbage');
    expect([states, readings, kinds]).toEqual([['connecting', 'live'], 1, ['ACCEPTED']]);
  });

  it('the line breaks → the browser reconnects by itself; ready again → read again', () => {
    last().say('ready', '{}');
    last().say('error');
    last().say('ready', '{}');
    expect([states, readings, sources.length]).toEqual([['connecting', 'live', 'lost', 'live'], 2, 1]);
  });

  const refuse = () => {
    last().readyState = 2;
    last().say('error');
    const waited = timers.splice(0);
    return { waits: waited.map(({ milliseconds }) => milliseconds), run: () => waited[0]?.run() };
  };

  it('no stream at that address → tried again and read soon, twice; then every 15 seconds', () => {
    const seen = [1, 2, 3, 4].map(() => {
      const { waits, run } = refuse();
      run();
      return [states.at(-1), waits];
    });
    expect(seen).toEqual([
      ['lost', [2_000]],
      ['lost', [5_000]],
      ['resting', [15_000]],
      ['resting', [15_000]],
    ]);
    expect([readings, sources.length]).toEqual([4, 5]);
  });

  it('a stream after all → live; refused again later → soon again', () => {
    for (let count = 0; count < 3; count += 1) refuse().run();
    last().say('ready', '{}');
    expect(states.at(-1)).toBe('live');
    expect(refuse().waits).toEqual([2_000]);
  });

  it('back from sleep → a new connection, and read at once; the old one is not heard any more', () => {
    const old = last();
    old.say('ready', '{}');
    wake();
    expect([old.readyState, sources.length, readings]).toEqual([2, 2, 2]);
    old.say('timeline', JSON.stringify(ENTRY));
    expect(kinds).toEqual([]);
  });

  it('closed → nothing is connected, waited for or heard any more', () => {
    last().readyState = 2;
    last().say('error');
    close();
    wake();
    last().say('ready', '{}');
    expect([timers, sources.length, readings]).toEqual([[], 1, 0]);
  });
});
