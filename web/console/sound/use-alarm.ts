// Which orders nobody at this counter has looked at: kept over a reload, put at rest by any touch.
import { useCallback, useEffect, useState } from 'react';
import { kept } from '../gate/kept.ts';
import { type Alarm, looked, quiet, reminded, withPending } from './alarm.ts';

export interface LiveAlarm {
  readonly unseen: ReadonlySet<string>;
  readonly look: () => void;
  readonly remind: (orderId: string) => void;
}

/** Ends of gestures, not their beginnings: what was tapped must still be there when the tap arrives at it. */
const TOUCHES = ['click', 'keyup', 'wheel', 'touchmove'] as const;

/** @param pending null before the orders are known. */
export function useAlarm(shopId: string, pending: readonly string[] | null): LiveAlarm {
  const [alarm, setAlarm] = useState<Alarm>(() => quiet(seenOf(shopId).read()?.split(' ')));
  const ids = pending?.join(' ');
  useEffect(() => {
    if (ids === undefined) return;
    setAlarm((known) => withPending(known, ids === '' ? [] : ids.split(' ')));
  }, [ids]);
  useEffect(() => {
    // Before the orders are known, nothing is forgotten either.
    if (ids !== undefined) seenOf(shopId).write([...alarm.seen].join(' '));
  }, [shopId, alarm, ids]);

  const look = useCallback(() => setAlarm(looked), []);
  const remind = useCallback((orderId: string) => setAlarm((known) => reminded(known, orderId)), []);
  const isRinging = alarm.unseen.size > 0;
  useEffect(() => {
    if (!isRinging) return undefined;
    const ended = new AbortController();
    for (const touch of TOUCHES) window.addEventListener(touch, look, { signal: ended.signal });
    return () => ended.abort();
  }, [isRinging, look]);
  return { unseen: alarm.unseen, look, remind };
}

const seenOf = (shopId: string) => kept(`klikandgo.console.seen.${shopId}`, () => window.sessionStorage);
