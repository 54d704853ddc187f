// The server's time, every second, for as long as it is shown.
import { useEffect, useState } from 'react';
import { serverNow } from '../../api/server-clock.ts';

const SECOND = 1_000;

export function useServerNow(every: number = SECOND): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
