// Looks for a session that is not there: its cookie may come back by itself, or by a sign-in in another tab.
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { meQuery } from '../api/queries.ts';
import { SESSION } from '../api/session.ts';
import { useSession } from './use-session.ts';

/** Milliseconds between looks for a session that has ended. */
const AGAIN = 5_000;
/** Milliseconds after the page was opened without one: its keeper may have started together with the page. */
const EARLY: readonly number[] = [2_000, 6_000];

/** Asks at once, before the page that stands here is loaded. */
export function useSessionWatch(): void {
  const client = useQueryClient();
  const { refetch } = useQuery(meQuery);
  const session = useSession();
  useEffect(() => SESSION.onBack((who) => readAnew(client, who === 'other')), [client]);
  useEffect(() => {
    if (session !== 'ended' && session !== 'none') return undefined;
    const look = (): void => void refetch();
    const ended = new AbortController();
    window.addEventListener('focus', look, { signal: ended.signal });
    document.addEventListener('visibilitychange', look, { signal: ended.signal });
    const timers = session === 'none' ? EARLY.map((wait) => setTimeout(look, wait)) : [];
    const again = session === 'ended' ? setInterval(look, AGAIN) : undefined;
    return () => {
      ended.abort();
      clearInterval(again);
      for (const timer of timers) clearTimeout(timer);
    };
  }, [refetch, session]);
}

/** What was refused may be read now; what belongs to somebody else goes with the whole page. */
function readAnew(client: QueryClient, isOther: boolean): void {
  if (isOther) window.location.reload();
  else void client.invalidateQueries();
}
