// The slip of one order, for the printer: black on white, the code large, what is to be cashed.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { statusOf } from '../../api/failure.ts';
import { orderQuery } from '../../api/queries.ts';
import { useWords } from '../../language/words.tsx';
import { FailureNotice } from '../../layout/failure-notice.tsx';
import { Loading } from '../../layout/loading.tsx';
import type { Entered } from '../gate/gate.tsx';
import { Sign } from '../signs.tsx';
import { Slip } from './slip.tsx';

interface Props extends Entered {
  readonly orderId: string;
}

export function SlipPage({ shops, orderId }: Props) {
  const { texts } = useWords();
  const { data: order, error, refetch } = useQuery(orderQuery(orderId));
  const shop = shops.find(({ id }) => id === order?.shopId);
  const code = shop === undefined ? '' : ` ${order?.pickupCode}`;
  useEffect(() => {
    document.title = `${texts.console.slip}${code} · ${texts.shared.brand}`;
  }, [texts, code]);
  if (order !== undefined && shop !== undefined) {
    return (
      <SlipFrame canPrint>
        <Slip order={order} shopName={shop.name} />
      </SlipFrame>
    );
  }
  // Whose order it is is nobody else's business: not theirs is not there.
  const isMissing = order !== undefined || statusOf(error) === 404;
  return (
    <SlipFrame canPrint={false}>
      {isMissing ? (
        <h1>{texts.console.noSlip}</h1>
      ) : error === null ? (
        <Loading />
      ) : (
        <FailureNotice error={error} retry={() => void refetch()} />
      )}
    </SlipFrame>
  );
}

function SlipFrame({ canPrint, children }: { readonly canPrint: boolean; readonly children: ReactNode }) {
  const { texts } = useWords();
  return (
    <main className="slip-page" id="content">
      <div className="slip-acts">
        <Link className="button" href="/boucher">
          {texts.console.toOrders}
        </Link>
        {canPrint ? (
          <button type="button" className="button button-strong" onClick={() => window.print()}>
            <Sign name="printer" />
            {texts.console.print}
          </button>
        ) : null}
      </div>
      {children}
    </main>
  );
}
