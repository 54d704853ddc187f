// Has the order ask Stripe about its payment, now and then, while it does not know.
import { useEffect, useState } from 'react';
import { checkPayment } from '../api/endpoints.ts';

/** Milliseconds. */
const AGAIN = 6_000;
/** Asked this often without a change, the page says what happens next. */
const PATIENCE = 3;

/** @param sessionId null when the address names none: then there is nothing to ask with. @returns whether it is slow. */
export function usePaymentCheck(orderId: string, sessionId: string | null, isOpen: boolean): boolean {
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (!isOpen) return undefined;
    const ask = (): void => {
      setAsked((count) => count + 1);
      // Refused or lost, the order is looked at all the same: what it says is what counts.
      if (sessionId !== null) void checkPayment(orderId, sessionId).catch(() => undefined);
    };
    ask();
    const timer = setInterval(ask, AGAIN);
    return () => clearInterval(timer);
  }, [orderId, sessionId, isOpen]);
  return asked > PATIENCE;
}
