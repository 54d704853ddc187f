// `/commande/:orderId/confirmation`: back from the payment page. Waits for the server's truth and claims nothing before.
import { useQuery } from '@tanstack/react-query';
import { Link, Redirect, useSearch } from 'wouter';
import type { Order } from '../api/bodies.ts';
import { orderQuery } from '../api/queries.ts';
import { useWords } from '../language/words.tsx';
import { PageFrame } from '../layout/page-frame.tsx';
import { useLiveOrder } from '../live/use-live-order.ts';
import { OrderUnreadable } from './order-unreadable.tsx';
import { BACK_FROM_PAYMENT } from './payment-arrived.tsx';
import { usePaymentCheck } from './use-payment-check.ts';

/** Milliseconds between looks at the order while its payment is not known. */
const LOOK = 2_000;

const isUnknown = (order: Order): boolean => order.paymentStatus === 'AWAITING' && order.status === 'PENDING';

export function ConfirmationPage({ orderId }: { readonly orderId: string }) {
  const { texts } = useWords();
  const sessionId = new URLSearchParams(useSearch()).get('session_id');
  const {
    data: order,
    error,
    refetch,
  } = useQuery({
    ...orderQuery(orderId),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnknown(state.data) ? LOOK : false),
  });
  const stream = useLiveOrder(order === undefined ? null : orderId);
  const isSlow = usePaymentCheck(orderId, sessionId, order !== undefined && isUnknown(order));
  // In place of this page, so that going back does not come here again.
  if (order !== undefined && !isUnknown(order)) {
    return <Redirect to={`/commande/${orderId}`} replace state={BACK_FROM_PAYMENT} />;
  }
  return (
    <PageFrame title={texts.order.checkingTitle} stream={stream}>
      {order === undefined ? (
        <OrderUnreadable error={error} retry={() => void refetch()} />
      ) : (
        <Checking order={order} isSlow={isSlow} />
      )}
    </PageFrame>
  );
}

function Checking({ order, isSlow }: { readonly order: Order; readonly isSlow: boolean }) {
  const { texts } = useWords();
  return (
    <>
      <section className="standing" aria-live="polite">
        <h1>{texts.order.checkingTitle}</h1>
        <p className="lead">{isSlow ? texts.order.checkingLong : texts.order.checking}</p>
        <div className="waiting" aria-hidden="true" />
      </section>
      {isSlow ? (
        <Link className="button" href={`/commande/${order.id}`} replace>
          {texts.order.follow}
        </Link>
      ) : null}
    </>
  );
}
