// For a moment after something has moved, taps go nowhere: the second of two quick ones would hit what came in its place.
import { useEffect, useState } from 'react';

/** Milliseconds: longer than between the taps of an impatient finger. */
const MOMENT = 600;

const isOther = (before: string, now: string): boolean => before !== now;

/** What is merely added below moves nothing. @param before ids in sequence. */
export const isMoved = (before: string, now: string): boolean => before !== now && !now.startsWith(before);

/** @param what stands under the finger. @param moves whether a change of it is one to wait for. */
export function useSettling(
  what: string,
  moves: (before: string, now: string) => boolean = isOther,
): boolean {
  const [settled, setSettled] = useState(what);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(what), MOMENT);
    return () => clearTimeout(timer);
  }, [what]);
  return moves(settled, what);
}
