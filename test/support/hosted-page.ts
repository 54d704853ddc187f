// Pays on the double's hosted page as a browser would: plain form posts, redirects followed by hand.

export const CARDS = {
  ok: '4242424242424242',
  declined: '4000000000000002',
  insufficientFunds: '4000000000009995',
  expired: '4000000000000069',
  incorrectCvc: '4000000000000127',
  authentication: '4000002500003155',
  authenticationAlways: '4000002760003184',
  authenticationThenDeclined: '4000008400001629',
  refundPending: '4000000000007726',
  refundFails: '4000000000005126',
  disputed: '4000000000000259',
} as const;

export interface PageAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

/** Submits the card form; `fields` replace what a tidy customer would type. */
export function submitCard(
  pageUrl: string,
  number: string,
  fields: Record<string, string> = {},
): Promise<PageAnswer> {
  const typed = {
    email: 'marie@example.fr',
    number,
    exp: '12/39',
    cvc: '123',
    name: 'Marie Curie',
    ...fields,
  };
  return submitForm(pageUrl, typed);
}

export async function submitForm(url: string, fields: Record<string, string>): Promise<PageAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

/** Submits the card form and, if asked, the bank's page. */
export async function payOnPage(
  pageUrl: string,
  number: string,
  authentication: 'ok' | 'fail' = 'ok',
): Promise<PageAnswer> {
  const answer = await submitCard(pageUrl, number);
  if (answer.location?.endsWith('/3ds') !== true) return answer;
  return submitForm(answer.location, { result: authentication });
}
