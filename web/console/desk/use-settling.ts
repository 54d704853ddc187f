// For a moment after cards have moved, taps go nowhere: the second of two quick ones would hit another order.
import { useEffect, useState } from 'react';

/** Milliseconds: longer than between the taps of an impatient finger. */
const MOMENT = 600;

/** @param ids of what is shown, in sequence. What is merely added below moves nothing. */
export function useSettling(ids: string): boolean {
  const [settled, setSettled] = useState(ids);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(ids), MOMENT);
    return () => clearTimeout(timer);
  }, [ids]);
  return ids !== settled && !ids.startsWith(settled);
}
