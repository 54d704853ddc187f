// What the counter says of its connection: whether what one sees is what there is.
import type { StreamState } from '../../live/stream.ts';
import type { Texts } from '../../texts/fr.ts';

export interface Connection {
  readonly stream: StreamState;
  readonly isOnline: boolean;
  /** Whether the last whole reading came through; `none` before the first. */
  readonly reading: 'none' | 'done' | 'failed';
  /** The session has ended: nothing more comes, whatever the network does. */
  readonly isSignedOut: boolean;
  /** Milliseconds since when nothing comes any more; null while it does. */
  readonly lostAt: number | null;
}

export type ConnectionTone = 'good' | 'wait' | 'bad';

export interface ConnectionWords {
  readonly tone: ConnectionTone;
  readonly words: string;
}

/** Nothing is in doubt: news come by themselves, and everything was read. */
export const isCurrent = ({ stream, isOnline, reading, isSignedOut }: Omit<Connection, 'lostAt'>): boolean =>
  isOnline && reading === 'done' && stream === 'live' && !isSignedOut;

export function connectionWords(
  connection: Connection,
  { console: texts }: Pick<Texts, 'console'>,
  clock: (at: string) => string,
): ConnectionWords {
  const { lostAt, isSignedOut } = connection;
  if (isCurrent(connection)) return { tone: 'good', words: texts.upToDate };
  if (isSignedOut) return { tone: 'bad', words: texts.notSignedIn };
  const waiting = waitingOf(connection);
  if (waiting !== null) return { tone: 'wait', words: texts[waiting] };
  const since = lostAt === null ? '' : clock(new Date(lostAt).toISOString());
  return { tone: 'bad', words: texts.lostSince(since) };
}

/** Nothing is lost, and not all is there yet. */
function waitingOf({ stream, isOnline, reading }: Connection): 'connecting' | 'rereading' | null {
  if (!isOnline) return null;
  if (stream === 'connecting' || reading === 'none') return 'connecting';
  return reading === 'done' && stream === 'resting' ? 'rereading' : null;
}
