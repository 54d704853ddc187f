// `/panier`: what is in the basket, how it is fetched and paid, and the button that orders it.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { orderQuery, shopQuery } from '../api/queries.ts';
import { useWords } from '../language/words.tsx';
import { FailureNotice } from '../layout/failure-notice.tsx';
import { Loading } from '../layout/loading.tsx';
import { PageFrame } from '../layout/page-frame.tsx';
import { townOf } from '../shops/shop-name.ts';
import type { Basket } from './basket.ts';
import { BasketLines } from './basket-lines.tsx';
import { ContactFields } from './contact-fields.tsx';
import { PaymentChoice } from './payment-choice.tsx';
import { PickupChoice } from './pickup-choice.tsx';
import { PlaceButton } from './place-button.tsx';
import { UnfinishedPayment } from './unfinished-payment.tsx';
import { useCurrentBasket } from './use-basket.ts';
import { useSettled } from './use-settled.ts';
import { useUnfinished } from './use-unfinished.ts';

export function BasketPage() {
  const { texts } = useWords();
  const basket = useCurrentBasket();
  const { shopId } = basket;
  const back = shopId === '' ? undefined : { to: `/boutique/${shopId}`, label: texts.basket.keepShopping };
  return (
    <PageFrame title={texts.shared.basket} back={back}>
      {basket.lines.length === 0 ? <EmptyBasket /> : <FullBasket basket={basket} />}
    </PageFrame>
  );
}

function EmptyBasket() {
  const { texts } = useWords();
  const unfinished = useUnfinished();
  if (unfinished.isLoading) return <Loading />;
  return (
    <>
      <h1>{texts.basket.title}</h1>
      {unfinished.orders.map((order) => (
        <UnfinishedPayment key={order.id} order={order} />
      ))}
      <p className="lead">{texts.basket.empty}</p>
      <Link className="button" href="/">
        {texts.shared.toShops}
      </Link>
    </>
  );
}

function FullBasket({ basket }: { readonly basket: Basket }) {
  const { texts } = useWords();
  const unfinished = useUnfinished();
  const { data: shop, error, refetch } = useQuery(shopQuery(basket.shopId));
  // Whoever paid and closed the payment page never saw the order's own.
  const { data: placed } = useQuery({
    ...orderQuery(basket.placedAs ?? ''),
    enabled: basket.placedAs !== null,
  });
  useSettled(placed);
  if (shop === undefined && error !== null)
    return <FailureNotice error={error} retry={() => void refetch()} />;
  if (shop === undefined || unfinished.isLoading) return <Loading />;
  return (
    <>
      <div>
        <h1>{texts.basket.title}</h1>
        <p className="lead">{texts.basket.at(townOf(shop.name).name)}</p>
      </div>
      {unfinished.orders.map((order) => (
        <UnfinishedPayment key={order.id} order={order} />
      ))}
      <BasketLines basket={basket} shop={shop} />
      <PickupChoice basket={basket} shop={shop} />
      <ContactFields basket={basket} />
      <PaymentChoice basket={basket} />
      {unfinished.orders.some(({ shopId }) => shopId === shop.id) ? (
        <p className="hint">{texts.basket.unfinishedFirst}</p>
      ) : (
        <PlaceButton basket={basket} />
      )}
    </>
  );
}
