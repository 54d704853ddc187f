// Said once, to whom comes back from the payment page and whose payment the server has confirmed.
import type { Order } from '../api/bodies.ts';
import { useWords } from '../language/words.tsx';
import { Icon } from '../layout/icons.tsx';

export const BACK_FROM_PAYMENT = { isBackFromPayment: true };

export const isBackFromPayment = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'isBackFromPayment' in state;

export function PaymentArrived({ order }: { readonly order: Order }) {
  const { texts } = useWords();
  if (order.paymentStatus !== 'PAID' || order.status !== 'PENDING') return null;
  return (
    <p className="arrived" role="status">
      <Icon name="check" />
      {texts.order.paidTitle}
    </p>
  );
}
