// `/commande/:orderId`: one order as it is now, by itself.
import { useQuery } from '@tanstack/react-query';
import { useHistoryState } from 'wouter/use-browser-location';
import type { Order } from '../api/bodies.ts';
import { orderQuery, timelineQuery } from '../api/queries.ts';
import { useSettled } from '../basket/use-settled.ts';
import { useWords } from '../language/words.tsx';
import { PageFrame } from '../layout/page-frame.tsx';
import { useLiveOrder } from '../live/use-live-order.ts';
import { CancelOrder } from './cancel-order.tsx';
import { OrderItems } from './order-items.tsx';
import { OrderStanding } from './order-standing.tsx';
import { OrderTimeline } from './order-timeline.tsx';
import { OrderUnreadable } from './order-unreadable.tsx';
import { isBackFromPayment, PaymentArrived } from './payment-arrived.tsx';
import { PickupCode } from './pickup-code.tsx';

export function OrderPage({ orderId }: { readonly orderId: string }) {
  const { texts } = useWords();
  const { data: order, error, refetch } = useQuery(orderQuery(orderId));
  // Together with the order, not after it.
  useQuery(timelineQuery(orderId));
  const stream = useLiveOrder(order === undefined ? null : orderId);
  return (
    <PageFrame
      title={texts.order.title}
      stream={stream}
      back={{ to: '/mes-commandes', label: texts.shared.myOrders }}
    >
      {order === undefined ? (
        <OrderUnreadable error={error} retry={() => void refetch()} />
      ) : (
        <ReadOrder order={order} />
      )}
    </PageFrame>
  );
}

function ReadOrder({ order }: { readonly order: Order }) {
  const { texts } = useWords();
  const isBack = isBackFromPayment(useHistoryState<unknown>());
  useSettled(order);
  return (
    <>
      {isBack ? <PaymentArrived order={order} /> : null}
      <OrderStanding order={order} />
      {order.checkoutUrl === null ? null : (
        <a className="button button-strong button-wide" href={order.checkoutUrl}>
          {texts.order.payNow}
        </a>
      )}
      <PickupCode order={order} />
      <OrderItems order={order} />
      <OrderTimeline order={order} />
      {order.status === 'PENDING' ? <CancelOrder order={order} /> : null}
    </>
  );
}
