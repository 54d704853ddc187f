// `/mes-commandes`: the visitor's own orders, newest first.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Order } from '../api/bodies.ts';
import { readOwnOrders } from '../api/endpoints.ts';
import { statusOf } from '../api/failure.ts';
import { useWords } from '../language/words.tsx';
import { FailureNotice } from '../layout/failure-notice.tsx';
import { Loading } from '../layout/loading.tsx';
import { PageFrame } from '../layout/page-frame.tsx';
import { SignIn } from '../visitor/sign-in.tsx';
import { OrderCard } from './order-card.tsx';

export function OwnOrdersPage() {
  const { texts } = useWords();
  return (
    <PageFrame title={texts.order.listTitle}>
      <h1>{texts.order.listTitle}</h1>
      <OwnOrders />
    </PageFrame>
  );
}

function OwnOrders() {
  const { texts } = useWords();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['orders', 'own'],
    queryFn: ({ pageParam }: { readonly pageParam: string | null }) => readOwnOrders(pageParam),
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  if (data === undefined) {
    if (error === null) return <Loading />;
    return statusOf(error) === 401 ? (
      <SignedOut />
    ) : (
      <FailureNotice error={error} retry={() => void refetch()} />
    );
  }
  return (
    <>
      <Orders orders={data.pages.flatMap((page) => page.data)} />
      {hasNextPage ? (
        <button
          type="button"
          className="button"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {texts.order.older}
        </button>
      ) : null}
    </>
  );
}

function SignedOut() {
  const { texts } = useWords();
  return (
    <>
      <p className="lead">{texts.order.signedOutList}</p>
      <SignIn />
    </>
  );
}

function Orders({ orders }: { readonly orders: readonly Order[] }) {
  const { texts } = useWords();
  if (orders.length > 0) {
    return (
      <ul className="orders">
        {orders.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </ul>
    );
  }
  return (
    <>
      <p className="lead">{texts.order.none}</p>
      <Link className="button" href="/">
        {texts.shared.toShops}
      </Link>
    </>
  );
}
