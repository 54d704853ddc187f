// Which page stands at which address. The butcher's console is loaded only by whom opens it.
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { createQueryClient } from './api/queries.ts';
import { BasketPage } from './basket/basket-page.tsx';
import type { Language } from './language/language.ts';
import { WordsProvider } from './language/words.tsx';
import { BrokenPage } from './layout/broken-page.tsx';
import { Loading } from './layout/loading.tsx';
import { UnknownPage } from './layout/unknown-page.tsx';
import { ConfirmationPage } from './order/confirmation-page.tsx';
import { OrderPage } from './order/order-page.tsx';
import { OwnOrdersPage } from './order/own-orders-page.tsx';
import { ShopPage } from './shop/shop-page.tsx';
import { ShopsPage } from './shops/shops-page.tsx';
import type { Texts } from './texts/fr.ts';
import { useSessionWatch } from './visitor/use-session-watch.ts';

const ConsolePage = lazy(async () => ({ default: (await import('./console/console-page.tsx')).ConsolePage }));

const queries = createQueryClient();

export function App({ language, texts }: { readonly language: Language; readonly texts: Texts }) {
  return (
    <WordsProvider language={language} texts={texts}>
      <QueryClientProvider client={queries}>
        <BrokenPage>
          <Suspense fallback={<Loading />}>
            <Pages />
          </Suspense>
        </BrokenPage>
      </QueryClientProvider>
    </WordsProvider>
  );
}

function Pages() {
  useSessionWatch();
  return (
    <Switch>
      <Route path="/" component={ShopsPage} />
      <Route path="/boutique/:shopId">{({ shopId }) => <ShopPage key={shopId} shopId={shopId} />}</Route>
      <Route path="/panier" component={BasketPage} />
      <Route path="/mes-commandes" component={OwnOrdersPage} />
      <Route path="/commande/:orderId/confirmation">
        {({ orderId }) => <ConfirmationPage key={orderId} orderId={orderId} />}
      </Route>
      <Route path="/commande/:orderId">
        {({ orderId }) => <OrderPage key={orderId} orderId={orderId} />}
      </Route>
      <Route path="/boucher" component={ConsolePage} />
      <Route path="/boucher/bon/:orderId" component={ConsolePage} />
      <Route component={UnknownPage} />
    </Switch>
  );
}
