// The counter of a shop for as long as the page is shown: live, read again where live is not enough.
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { decide, readOrder, shopStream } from '../../api/endpoints.ts';
import { serverNow } from '../../api/server-clock.ts';
import { useOnline } from '../../live/use-online.ts';
import { useStream } from '../../live/use-stream.ts';
import { useSession } from '../../visitor/use-session.ts';
import { listOf } from '../orders/lists.ts';
import { type Connection, isCurrent } from './connection.ts';
import { createDesk, type Desk, type DeskState } from './desk-store.ts';
import { readDesk } from './read-desk.ts';

/** Milliseconds: a connection may be dead without a word, and a missed order costs more than a reading. */
const LOOK_AGAIN = 60_000;
/** Milliseconds after a deadline by which the answer nobody gave has been given. */
const AFTER_DEADLINE = 3_000;

export interface LiveDesk {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly connection: Connection;
}

/** @param onReminder half of the time to decide about an order is over. */
export function useDesk(shopId: string, onReminder: (orderId: string) => void): LiveDesk {
  const desk = useMemo(
    () => createDesk({ readAll: () => readDesk(shopId), readOrder, decide, now: Date.now }),
    [shopId],
  );
  const state = useSyncExternalStore(desk.subscribe, desk.state);
  const isOnline = useOnline();
  const stream = useStream(shopStream(shopId), {
    onReady: () => desk.load(),
    onEntry({ orderId, kind }) {
      desk.reread(orderId);
      if (kind === 'BUTCHER_REMINDED') onReminder(orderId);
    },
  });
  useEffect(() => {
    desk.load();
    const again = setInterval(() => desk.load(), LOOK_AGAIN);
    return () => clearInterval(again);
  }, [desk]);
  useDeadlineLook(desk, state);
  const isSignedOut = useSession() === 'ended';
  const seen = { stream, isOnline, isSignedOut, reading: readingOf(state) };
  return { desk, state, connection: { ...seen, lostAt: useLostAt(!isCurrent(seen)) } };
}

const readingOf = ({ failure, readAt }: DeskState): Connection['reading'] =>
  failure !== null ? 'failed' : readAt === null ? 'none' : 'done';

/** The clock decides too; should its news be lost, the order is looked at. */
function useDeadlineLook(desk: Desk, { book }: DeskState): void {
  const next = listOf(book, 'decide', 0).find(({ decisionDeadline }) => decisionDeadline !== null);
  const [orderId, deadline] = [next?.id, next?.decisionDeadline];
  useEffect(() => {
    if (orderId === undefined || deadline === null || deadline === undefined) return undefined;
    const wait = Date.parse(deadline) - serverNow() + AFTER_DEADLINE;
    // Browsers count to 24 days only, and a passed deadline is looked at with patience.
    const timer = setTimeout(
      () => desk.reread(orderId),
      Math.min(Math.max(wait, AFTER_DEADLINE), 86_400_000),
    );
    return () => clearTimeout(timer);
  }, [desk, orderId, deadline]);
}

/** @returns milliseconds, server's time; the moment is kept while it lasts. */
function useLostAt(isLost: boolean): number | null {
  const [lostAt, setLostAt] = useState<number | null>(null);
  useEffect(() => setLostAt(isLost ? serverNow() : null), [isLost]);
  return lostAt;
}
