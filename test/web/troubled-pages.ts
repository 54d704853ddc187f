// Open pages that something happens to: the session ends, the network goes, the service does not answer.
import type { StackInfo } from '../../dev/stack/stack-info.ts';
import type { ShownPage } from './shown-page.ts';
import type { StandingOrders } from './standing-orders.ts';
import { fillBasket, orderButton, sees, type Visitor } from './visitor.ts';

const OVER = 'Votre session est terminée.';

export function troubledPages({ tokens }: StackInfo, standing: StandingOrders): ShownPage[] {
  const butcher = tokens.butchers['boucherie-martin'];
  const trouble = (name: string, token: string | undefined, show: ShownPage['show']): ShownPage => ({
    name,
    token,
    show,
    isTroubled: true,
  });
  return [
    trouble('basket-session-over', tokens.otherCustomer, async (visitor) => {
      await fillBasket(visitor);
      await orderButton(visitor).waitFor();
      await visitor.context.clearCookies();
      await orderButton(visitor).click();
      await sees(visitor, OVER);
    }),
    trouble('order-session-over', tokens.customer, async (visitor) => {
      await visitor.open(`/commande/${standing.ready}`);
      await sees(visitor, 'Commande prête');
      await endSession(visitor);
    }),
    trouble('butcher-session-over', butcher, async (visitor) => {
      await visitor.open('/boucher');
      await sees(visitor, 'À jour');
      await endSession(visitor);
      await sees(visitor, 'Déconnecté');
    }),
    trouble('basket-offline', tokens.otherCustomer, async (visitor) => {
      await fillBasket(visitor);
      await visitor.context.setOffline(true);
      await sees(visitor, /votre panier est gardé/);
    }),
    trouble('butcher-offline', butcher, async (visitor) => {
      await visitor.open('/boucher');
      await sees(visitor, 'À jour');
      await visitor.context.setOffline(true);
      await sees(visitor, /^Connexion perdue depuis/);
    }),
    trouble('shops-away', undefined, async ({ page }) => {
      await page.route('**/api/shops', (route) => route.fulfill({ status: 500, body: '' }));
      await page.goto('/');
      await page.getByRole('button', { name: 'Réessayer' }).waitFor();
    }),
  ];
}

/** The cookie is gone, and the page comes back from a tunnel: it asks, waits, and says so. */
async function endSession(visitor: Visitor): Promise<void> {
  await visitor.context.clearCookies();
  await visitor.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await sees(visitor, OVER);
}
