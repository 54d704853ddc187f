// Every page in every state worth looking at, with real orders behind it.
import type { ShopApi } from '../../dev/demo/shop-api.ts';
import type { StackInfo } from '../../dev/stack/stack-info.ts';
import { choosePayment, fillBasket, orderButton, sees, type Visitor } from './visitor.ts';

export interface ShownPage {
  readonly name: string;
  /** Who looks; undefined for nobody in particular. */
  readonly token: string | undefined;
  readonly show: (visitor: Visitor) => Promise<void>;
}

interface People {
  readonly customer: ShopApi;
  readonly butcher: ShopApi;
}

const ITEMS = [
  { productId: 'boeuf-bavette', quantity: 500, unit: 'g' },
  { productId: 'caille', quantity: 4, unit: 'piece' },
];
const WISH = { shopId: 'boucherie-martin', items: ITEMS };
const AT_COUNTER = { ...WISH, paymentMethod: 'ON_PICKUP' };

/** @param info a running stack with the seeded shops. */
export async function pagesOf(info: StackInfo, people: People): Promise<ShownPage[]> {
  const orders = await orderPages(info, people);
  return [...shopPages(info), ...basketPages(info), ...orders, ...butcherPages(info)];
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

async function orderPages(info: StackInfo, { customer, butcher }: People): Promise<ShownPage[]> {
  const pending = await customer.place(AT_COUNTER);
  const ready = await customer.place(AT_COUNTER);
  await butcher.decide(ready.id, 'accept');
  await butcher.decide(ready.id, 'ready');
  const refused = await customer.place(AT_COUNTER);
  await butcher.decide(refused.id, 'reject', {
    reason: 'OUT_OF_STOCK',
    message: 'Plus de bavette avant jeudi.',
  });
  const unpaid = await customer.checkout(WISH);
  const order = (name: string, id: string): ShownPage => ({
    name,
    token: info.tokens.customer,
    show: async (visitor) => {
      await visitor.open(`/commande/${id}`);
      await sees(visitor, 'Commande passée');
    },
  });
  return [
    order('order-pending', pending.id),
    order('order-ready', ready.id),
    order('order-refused', refused.id),
    order('order-unpaid', unpaid.orderId),
    {
      name: 'confirmation',
      token: info.tokens.customer,
      show: (visitor) => visitor.open(`/commande/${unpaid.orderId}/confirmation?session_id=cs_other`),
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

const butcherPages = ({ tokens }: StackInfo): ShownPage[] => [
  {
    name: 'butcher',
    token: tokens.butchers['boucherie-martin'],
    show: (visitor) => visitor.open('/boucher'),
  },
];
