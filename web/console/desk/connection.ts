// What the counter says of its connection: whether what one sees is what there is.
import type { StreamState } from '../../live/stream.ts';
import type { Texts } from '../../texts/fr.ts';

export interface Connection {
  readonly stream: StreamState;
  readonly isOnline: boolean;
  /** Whether the last whole reading came through. */
  readonly isRead: boolean;
  /** Milliseconds since when nothing comes any more; null while it does. */
  readonly lostAt: number | null;
}

export type ConnectionTone = 'good' | 'wait' | 'bad';

export interface ConnectionWords {
  readonly tone: ConnectionTone;
  readonly words: string;
}

/** Nothing is in doubt: news come by themselves, and everything was read. */
export const isCurrent = ({ stream, isOnline, isRead }: Omit<Connection, 'lostAt'>): boolean =>
  isOnline && isRead && stream === 'live';

export function connectionWords(
  connection: Connection,
  { console: texts }: Pick<Texts, 'console'>,
  clock: (at: string) => string,
): ConnectionWords {
  const { stream, isOnline, isRead, lostAt } = connection;
  if (isCurrent(connection)) return { tone: 'good', words: texts.upToDate };
  if (isOnline && isRead && stream === 'resting') return { tone: 'wait', words: texts.rereading };
  if (isOnline && stream === 'connecting') return { tone: 'wait', words: texts.connecting };
  const since = lostAt === null ? '' : clock(new Date(lostAt).toISOString());
  return { tone: 'bad', words: texts.lostSince(since) };
}
