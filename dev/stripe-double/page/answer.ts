// The hosted payment page: shows it, takes the card, sends the customer on.
import { type Account, transact } from '../account.ts';
import type { Answer, Call } from '../double.ts';
import { runDueTasks } from '../due-tasks.ts';
import { finishAuthentication, type PaymentAnswer, payByCard } from '../payments/pay.ts';
import { createCardMethod } from '../payments/payment-methods.ts';
import type { IntentRecord, SessionRecord } from '../store/stripe-objects.ts';
import { decodeForm } from '../wire/form.ts';
import { readCardForm, textOf } from './card-form.ts';
import { renderMessagePage, renderPayPage, renderSecurePage, type Typed } from './render.ts';
import { type PageError, textsFor } from './texts.ts';

const PATH = /^\/c\/pay\/([^/]+?)(\/3ds)?$/;

/** `GET|POST /c/pay/:id` and `/c/pay/:id/3ds`. Nothing here is attributed to an API call. */
export function answerPage(account: Account, call: Call): Answer {
  return transact(account, null, () => {
    runDueTasks(account);
    const match = PATH.exec(call.path);
    const session = account.store.get('session', match?.[1] ?? '');
    if (match === null || session === undefined)
      return html(404, renderMessagePage(textsFor('auto', call.header('accept-language')), 'missing'));
    const visit: Visit = { account, call, session };
    if (session.status !== 'open') return answerEnded(visit);
    return match[2] === undefined ? answerPayPage(visit) : answerSecurePage(visit);
  });
}

interface Visit {
  readonly account: Account;
  readonly call: Call;
  readonly session: SessionRecord;
}

const textsOf = ({ session, call }: Visit) => textsFor(session.locale, call.header('accept-language'));

/** A second click on « Payer » arrives here: the payment is made, so the customer goes on. */
function answerEnded(visit: Visit): Answer {
  const { session, call } = visit;
  if (session.status === 'complete' && call.method === 'POST') return redirect(successUrl(session));
  const message = session.status === 'complete' ? 'complete' : 'expired';
  return html(call.method === 'POST' ? 410 : 200, renderMessagePage(textsOf(visit), message, session));
}

function answerPayPage(visit: Visit): Answer {
  const { account, call, session } = visit;
  if (call.method !== 'POST') return showForm(visit, FRESH);
  // A second click while the bank's page is open must not start a second payment.
  if (awaiting(account, session) !== null) return redirect(`${account.origin}/c/pay/${session.id}/3ds`);
  const form = decodeForm(call.body);
  const typed = { email: textOf(form, 'email'), name: textOf(form, 'name') };
  const read = readCardForm(form, session.customer_email, account.clock.nowMs());
  if ('error' in read) return showForm(visit, { status: 400, error: read.error, typed });
  const plan = account.store.get('plan', session.id);
  if (plan === undefined) throw new Error(`${session.id} has no plan`);
  const { payer, conduct, expiry } = read.ok;
  const method = createCardMethod(account, payer, { conduct, expiry });
  return goOn(visit, payByCard(account, { session, plan }, { method, conduct }), typed);
}

function answerSecurePage(visit: Visit): Answer {
  const { account, call, session } = visit;
  const intent = awaiting(account, session);
  if (intent === null) return redirect(`${account.origin}/c/pay/${session.id}`);
  if (call.method !== 'POST') return html(200, renderSecurePage(session, textsOf(visit)));
  const result = textOf(decodeForm(call.body), 'result');
  return goOn(visit, finishAuthentication(account, intent, result === 'ok'), NOTHING_TYPED);
}

const NOTHING_TYPED: Typed = { email: '', name: '' };

function goOn(visit: Visit, answer: PaymentAnswer, typed: Typed): Answer {
  const { account, session } = visit;
  switch (answer.kind) {
    case 'paid':
      return redirect(successUrl(session));
    case 'authentication':
      return redirect(`${account.origin}/c/pay/${session.id}/3ds`);
    case 'declined': {
      const unauthenticated = answer.decline.code === 'payment_intent_authentication_failure';
      const error = unauthenticated ? 'notAuthenticated' : answer.decline.pageText;
      return showForm(visit, { status: 402, error, typed });
    }
  }
}

function awaiting(account: Account, session: SessionRecord): IntentRecord | null {
  const intent = account.store.get('intent', session.payment_intent ?? '');
  return intent?.status === 'requires_action' ? intent : null;
}

interface Shown {
  readonly status: number;
  readonly error: PageError | null;
  readonly typed: Typed;
}

const FRESH: Shown = { status: 200, error: null, typed: NOTHING_TYPED };

function showForm(visit: Visit, { status, error, typed }: Shown): Answer {
  const { account, session } = visit;
  const items = account.store.get('plan', session.id)?.lineItems ?? [];
  const known = { ...typed, email: session.customer_email ?? typed.email };
  return html(status, renderPayPage(session, items, { texts: textsOf(visit), typed: known, error }));
}

const successUrl = (session: SessionRecord): string =>
  (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id);

const redirect = (location: string): Answer => ({ status: 303, headers: { location }, body: '' });

function html(status: number, body: string): Answer {
  return {
    status,
    headers: {
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'content-type': 'text/html; charset=utf-8',
    },
    body,
  };
}
