// Every page in every state worth looking at, with real orders behind it.
import type { StackInfo } from '../../dev/stack/stack-info.ts';
import { addressOf, VIEWS, type View } from '../../web/console/desk/views.ts';
import type { ShownPage } from './shown-page.ts';
import { type People, type StandingOrders, standingOrders } from './standing-orders.ts';
import { troubledPages } from './troubled-pages.ts';
import { choosePayment, fillBasket, orderButton, sees, type Visitor } from './visitor.ts';

/** @param info a running stack with the seeded shops. */
export async function pagesOf(info: StackInfo, people: People): Promise<ShownPage[]> {
  const standing = await standingOrders(people);
  return [
    ...shopPages(info),
    ...basketPages(info),
    ...orderPages(info, standing),
    ...butcherPages(info, standing),
    ...troubledPages(info, standing),
  ];
}

const open = (path: string) => (visitor: Visitor) => visitor.open(path);

const shopPages = ({ tokens: { customer } }: StackInfo): ShownPage[] => [
  {
    name: 'shops',
    token: customer,
    show: async (visitor) => {
      await visitor.open('/');
      await visitor.page.getByRole('link', { name: /Maison Dubois/ }).waitFor();
    },
  },
  {
    name: 'shop',
    token: customer,
    show: async (visitor) => {
      await visitor.open('/boutique/boucherie-martin');
      await visitor.page.getByRole('button', { name: /^Ajouter Bavette/ }).click();
      await visitor.page.getByText(/1 article · /).waitFor();
    },
  },
  { name: 'shop-missing', token: customer, show: open('/boutique/nulle-part') },
  { name: 'order-missing', token: customer, show: open('/commande/zzzzzzzzzzzz') },
  { name: 'order-signed-out', token: undefined, show: open('/commande/zzzzzzzzzzzz') },
];

const basketPages = ({ tokens: { customer, otherCustomer } }: StackInfo): ShownPage[] => [
  { name: 'basket-empty', token: otherCustomer, show: open('/panier') },
  {
    name: 'basket',
    token: otherCustomer,
    show: async (visitor) => {
      await fillBasket(visitor);
      await visitor.page.getByLabel('Jour').selectOption({ index: 1 });
      await choosePayment(visitor, 'En ligne, par carte');
      await orderButton(visitor).waitFor();
    },
  },
  {
    name: 'basket-unfinished',
    token: customer,
    show: async (visitor) => {
      await fillBasket(visitor);
      await sees(visitor, 'Reprendre le paiement');
    },
  },
  {
    name: 'basket-signed-out',
    token: undefined,
    show: async (visitor) => {
      await fillBasket(visitor);
      await sees(visitor, 'Se connecter pour commander');
    },
  },
];

function orderPages(info: StackInfo, standing: StandingOrders): ShownPage[] {
  const order = (name: string, id: string): ShownPage => ({
    name,
    token: info.tokens.customer,
    show: async (visitor) => {
      await visitor.open(`/commande/${id}`);
      await sees(visitor, 'Commande passée');
    },
  });
  return [
    order('order-pending', standing.pending),
    order('order-ready', standing.ready),
    order('order-refused', standing.refused),
    order('order-unpaid', standing.unpaid),
    {
      name: 'confirmation',
      token: info.tokens.customer,
      show: (visitor) => visitor.open(`/commande/${standing.unpaid}/confirmation?session_id=cs_other`),
    },
    {
      name: 'own-orders',
      token: info.tokens.customer,
      show: async (visitor) => {
        await visitor.open('/mes-commandes');
        await sees(visitor, 'Refusée');
      },
    },
  ];
}

function butcherPages({ tokens }: StackInfo, { accepted }: StandingOrders): ShownPage[] {
  const token = tokens.butchers['boucherie-martin'];
  const view = (name: View): ShownPage => ({
    name: `butcher-${name}`,
    token,
    show: async (visitor) => {
      await visitor.open(addressOf(name));
      await sees(visitor, 'À jour');
    },
  });
  return [
    ...VIEWS.map(view),
    { name: 'butcher-slip', token, show: open(`/boucher/bon/${accepted}`) },
    { name: 'butcher-nobody', token: tokens.customer, show: open('/boucher') },
  ];
}
