// Stripe's hosted page, driven as a browser would: the form is read, filled in and posted, redirects are followed.
export const CARDS = {
  good: '4242424242424242',
  declined: '4000000000000002',
  threeDSecure: '4000002760003184',
} as const;

const TYPED = { email: 'marie@example.fr', exp: '12/39', cvc: '123', name: 'Marie Exemple' };

/** @returns where the page leads: the success address, the bank's page, or null when the card was declined. */
export async function submitCard(pageUrl: string, number: string): Promise<string | null> {
  const page = await fetch(pageUrl);
  if (!page.ok) throw new Error(`the payment page answered ${page.status}`);
  const fields = fieldNames(await page.text());
  const missing = ['number', 'exp', 'cvc', 'name'].filter((name) => !fields.has(name));
  if (missing.length > 0) throw new Error(`the payment page has no field ${missing.join(', ')}`);
  return post(pageUrl, { ...TYPED, number });
}

/** Pays, through the bank's page when it asks. @returns the success address, or null when declined. */
export async function payWith(pageUrl: string, number: string): Promise<string | null> {
  const next = await submitCard(pageUrl, number);
  return next?.endsWith('/3ds') === true ? post(next, { result: 'ok' }) : next;
}

function fieldNames(html: string): Set<string> {
  return new Set([...html.matchAll(/name="([^"]+)"/g)].map(([, name]) => name ?? ''));
}

async function post(url: string, fields: Record<string, string>): Promise<string | null> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  return answer.headers.get('location');
}
