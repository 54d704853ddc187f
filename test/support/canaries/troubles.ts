// What goes wrong on the scene: refused requests, forged credentials, and pieces that are away, each with canaries in its words.
import { vi } from 'vitest';
import { sendSigned } from '../signed-event.ts';
import { stackClient, WISH } from '../stack-client.ts';
import { CONTACT, NOTE, PERSONAL, SECRETS } from './cast.ts';
import { BROWSER, place } from './life.ts';
import type { Scene } from './scene.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const query = encodeURIComponent(`${PERSONAL['first name']} ${CONTACT.phone}`);

/** Requests that are refused, whatever they carry. */
export async function refusedRequests(scene: Scene): Promise<void> {
  const { ask, info } = scene;
  const known = { ...BROWSER, ...JSON_TYPE, Authorization: `Bearer ${info.tokens.customer}` };
  const post = (path: string, body: string, headers: Record<string, string> = known) =>
    ask(path, { method: 'POST', headers, body });
  await post(
    '/api/orders',
    JSON.stringify({ ...WISH, contact: { ...CONTACT, age: NOTE }, card: CONTACT.email }),
  );
  await post('/api/orders', JSON.stringify({ ...WISH, [CONTACT.email]: 1, [CONTACT.phone]: 2, [NOTE]: 3 }));
  await post(
    '/api/orders',
    JSON.stringify({ ...WISH, contact: { email: `${CONTACT.phone} ${CONTACT.email}.` } }),
  );
  await post(
    '/api/checkout',
    JSON.stringify({ shopId: CONTACT.email, items: NOTE, pickupAt: CONTACT.phone }),
  );
  await post('/api/checkout', `{"note":"${NOTE}", ${CONTACT.email}`);
  await post('/api/checkout', NOTE.repeat(20_000));
  await post('/api/checkout', `mail=${CONTACT.email}`, {
    ...known,
    'Content-Type': `text/${PERSONAL.browser}`,
  });
  await post('/api/orders', JSON.stringify(WISH), {
    ...known,
    'Idempotency-Key': `é${SECRETS['idempotency key']}`,
  });
  await ask(`/api/orders?status=${query}&cursor=${query}`, { headers: known });
  await ask(`/api/orders/${query}?mail=${query}`, { headers: known });
  await ask(`/api/shops/${query}/orders`, { headers: known });
  await ask(`/clients/${query}/${encodeURIComponent(CONTACT.email)}?phone=${query}`, { headers: BROWSER });
  await ask(`/api/${encodeURIComponent(NOTE)}%E0%A4%A`, { headers: BROWSER });
  await ask(`/assets/${query}.js`, { headers: BROWSER });
}

/** Credentials that are none, and one that is but in the wrong place. */
export async function forgedCredentials({ ask, info }: Scene): Promise<void> {
  const bearer = SECRETS['bearer that is no token'];
  const customer = info.tokens.customer;
  const credentials: Record<string, string>[] = [
    { Authorization: `Bearer ${bearer}` },
    { Authorization: `Basic ${Buffer.from(`${CONTACT.email}:${bearer}`).toString('base64')}` },
    { Authorization: `Bearer ${customer.slice(0, -8)}` },
    { Authorization: `Bearer ${customer} ${customer}` },
    { Cookie: `__session=${SECRETS['session cookie']}; mail=${CONTACT.email}` },
    { Cookie: `__session=${customer}`, Origin: `https://${PERSONAL['first name'].length}.example` },
  ];
  for (const headers of credentials) {
    await ask('/api/orders', { headers: { ...BROWSER, ...headers } });
    await ask('/api/orders', { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: '{}' });
  }
  const body = JSON.stringify({ id: 'evt_1', email: CONTACT.email, key: info.webhookSecret });
  for (const signature of ['t=1,v1=00', info.webhookSecret])
    await ask('/api/webhooks/stripe', { method: 'POST', headers: { 'Stripe-Signature': signature }, body });
}

/** An event that Stripe signed, and that nobody can read. */
export async function unreadableEvent(scene: Scene, orderId: string): Promise<void> {
  const object = {
    object: 'checkout.session',
    id: NOTE,
    status: PERSONAL['first name'],
    customer_details: { email: CONTACT.email, phone: CONTACT.phone, name: CONTACT.name },
    metadata: { orderId, mail: CONTACT.email },
  };
  const type = 'checkout.session.completed';
  const event = { id: `evt_${orderId}`, object: 'event', type, livemode: false };
  await sendSigned(scene.info, JSON.stringify({ ...event, created: 1, data: { object } }));
  await sendSigned(scene.info, JSON.stringify({ ...event, id: CONTACT.email, type: CONTACT.phone }));
}

/** Stripe refuses, in words that repeat what it was sent; the order is made once it does not. */
export async function rudeStripe(scene: Scene): Promise<void> {
  const client = stackClient(scene.info);
  const path = '/v1/checkout/sessions';
  const message = `Invalid email address: ${CONTACT.email} (${CONTACT.phone}), key ${scene.canaries['key of Stripe']}`;
  const change = {
    error: { type: 'invalid_request_error', code: 'email_invalid', message, param: CONTACT.email },
  };
  await client.fault({ method: 'POST', path, kind: 'mangle', change });
  await client.fault({ method: 'POST', path, kind: 'drop-before' });
  // Last: whoever's key is refused waits for an operator, and does not ask again soon.
  await client.fault({ method: 'POST', path, kind: 'status', status: 401 });
  await place(scene, '/api/checkout', { key: 'rude' });
  await vi.waitFor(async () => {
    if ((await client.faults()).length > 0) throw new Error('Stripe was not asked often enough');
  }, 120_000);
}

/** The database refuses a row and says which; then it is stopped, and comes back. */
export async function rudeDatabase(scene: Scene): Promise<void> {
  const { postgres } = scene;
  await postgres.query(
    `ALTER TABLE "OrderPrivate" ADD CONSTRAINT "rude" CHECK ("note" <> $$${NOTE}$$) NOT VALID`,
  );
  await place(scene, '/api/orders', { key: 'refused row', paymentMethod: 'ON_PICKUP' });
  await postgres.query('ALTER TABLE "OrderPrivate" DROP CONSTRAINT "rude"');
  await postgres.child.stop();
  await place(scene, '/api/checkout', { key: 'no database' });
  await postgres.child.start();
  await isReady(scene);
}

export async function temporalAway(scene: Scene): Promise<void> {
  const { restart } = await scene.stack.halt('temporal');
  await place(scene, '/api/checkout', { key: 'no Temporal' });
  await restart();
  await isReady(scene);
}

const isReady = ({ info }: Scene): Promise<void> =>
  vi.waitFor(
    async () => {
      const status = await stackClient(info).readiness();
      if (status !== 200) throw new Error(`readyz: ${status}`);
    },
    { timeout: 90_000, interval: 500 },
  );
