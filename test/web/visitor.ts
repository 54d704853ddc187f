// Someone at a browser of their own: what they do on the pages, and on the double's payment page.
import type { Browser, BrowserContext, Page } from 'playwright-core';

export const PHONE = { width: 390, height: 844 };
/** The narrowest phone there is. */
export const NARROW = { width: 320, height: 640 };
export const DESK = { width: 1280, height: 900 };

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Opens an address of ours and waits until its script has drawn it. */
  readonly open: (path: string) => Promise<void>;
}

export interface VisitorWish {
  readonly base: string;
  /** A session of this person; none for a visitor who is not signed in. */
  readonly token?: string | undefined;
  readonly viewport?: typeof PHONE;
  readonly locale?: string;
}

/** What an order's page says once the shop is told of it. */
export const AT_SHOP = 'La boucherie a reçu votre commande et va vous répondre.';

/** Milliseconds within which anything a page shows must be there; this machine may be busy. */
const PATIENCE = 30_000;

export async function visit(browser: Browser, wish: VisitorWish): Promise<Visitor> {
  const { base, token, viewport = PHONE, locale = 'fr-FR' } = wish;
  const context = await browser.newContext({
    baseURL: base,
    viewport,
    locale,
    timezoneId: 'America/Montreal',
  });
  context.setDefaultTimeout(PATIENCE);
  if (token !== undefined) await signIn(context, base, token);
  const page = await context.newPage();
  return {
    context,
    page,
    open: async (path) => {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  };
}

export const signIn = (context: BrowserContext, base: string, token: string): Promise<void> =>
  context.addCookies([{ name: '__session', value: token, url: base, httpOnly: true, sameSite: 'Lax' }]);

/** Puts 500 g of bavette and two quails into the basket, and goes to it: 24,25 €. */
export async function fillBasket({ page, open }: Visitor): Promise<void> {
  await open('/boutique/boucherie-martin');
  await page.getByRole('button', { name: /^Ajouter Bavette/ }).click();
  const quail = page.getByRole('button', { name: /^(Ajouter|Plus de) Caille/ });
  await quail.click();
  await quail.click();
  await page.getByRole('link', { name: /Voir le panier/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Votre panier' }).waitFor();
}

export const choosePayment = (
  { page }: Visitor,
  name: 'En ligne, par carte' | 'Au comptoir',
): Promise<void> => page.getByRole('radio', { name: new RegExp(name) }).check();

/** The button that orders, once the server has priced the basket. */
export const orderButton = ({ page }: Visitor) =>
  page.getByRole('button', { name: /^Commander (et payer|·)/ });

/** Orders online; ends on the payment page. */
export async function goToPayment(visitor: Visitor): Promise<void> {
  await orderButton(visitor).click();
  await visitor.page.getByLabel('Numéro de carte').waitFor();
}

/** On the payment page. */
export async function typeCard({ page }: Visitor, number: string): Promise<void> {
  if (await page.getByLabel('E-mail').isEditable()) await page.getByLabel('E-mail').fill('marie@example.fr');
  await page.getByLabel('Numéro de carte').fill(number);
  await page.getByLabel('Date d’expiration').fill('12/39');
  await page.getByLabel('Cryptogramme').fill('123');
  await page.getByLabel('Nom du titulaire').fill('Marie Curie');
  await page.getByRole('button', { name: /^Payer/ }).click();
}

export const sees = ({ page }: Visitor, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor();

/** Of an order's page. */
export function orderIdIn({ page }: Visitor): string {
  const id = /\/commande\/([a-z0-9]+)/.exec(new URL(page.url()).pathname)?.[1];
  if (id === undefined) throw new Error(`no order at ${page.url()}`);
  return id;
}
