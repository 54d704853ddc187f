// Real orders in every state that operators are called for, on a running stack.
import { CARDS, payWith } from '../../dev/demo/payment-page.ts';
import { parseOrderId } from '../../domain/ids.ts';
import { askDouble } from './double-controls.ts';
import { type Desk, handleOf, stateOf, tell, until } from './operator-desk.ts';
import { checked } from './placed-orders.ts';
import { stackClient, WISH } from './stack-client.ts';

/** @returns the id of a fresh order in that state. */
type Make = (desk: Desk) => Promise<string>;

const SOON = 60_000;

const unpaid: Make = async ({ info }) => (await stackClient(info).checkout()).orderId;

const paidWith =
  (card: string): Make =>
  async ({ info, customer }) => {
    const { orderId, url } = await stackClient(info).checkout();
    await payWith(url, card);
    await customer.waitFor(orderId, { paymentStatus: 'PAID' }, SOON);
    return orderId;
  };

const PENDING_REFUND = '4000000000007726';
const paid = paidWith(CARDS.good);

async function rejected(desk: Desk, orderId: string, paymentStatus: string): Promise<string> {
  await desk.butcher.decide(orderId, 'reject', { reason: 'TOO_BUSY' });
  await desk.customer.waitFor(orderId, { paymentStatus }, SOON);
  return orderId;
}

const ended: Make = async (desk) => {
  const orderId = await rejected(desk, await paid(desk), 'REFUNDED');
  await handleOf(desk, orderId).result();
  return orderId;
};

const unreadable: Make = async (desk) =>
  tell(desk, await paid(desk), { kind: 'UNREADABLE', event: 'refund.created evt_operations' });

/** Of a card whose refunds are pending for a few seconds: this one then fails. */
const refundFailed: Make = async (desk) => {
  const orderId = await rejected(desk, await paidWith(PENDING_REFUND)(desk), 'REFUND_PENDING');
  await until(desk, orderId, ({ refund }) => refund !== null && refund.refundId !== null);
  const { refund } = await stateOf(desk, orderId);
  await askDouble(desk.info.stripe, 'POST', `/refunds/${refund?.refundId}/settle`, { status: 'failed' });
  await until(desk, orderId, ({ attention }) => attention.includes('REFUND_FAILED'));
  return orderId;
};

const mismatch: Make = async (desk) => {
  const orderId = await unpaid(desk);
  const page = { sessionId: 'cs_test_other', orderId, status: 'complete', paid: true, url: null };
  const money = { total: { cents: 1, currency: 'EUR' }, paymentIntentId: 'pi_other' };
  const session = { ...page, ...money, expiresAt: Date.now(), livemode: false };
  return tell(desk, orderId, { kind: 'SESSION_COMPLETED', session });
};

const disputeLost: Make = async (desk) => {
  const orderId = await paid(desk);
  const { paymentIntentId } = await stateOf(desk, orderId);
  const dispute = { disputeId: 'dp_operations', paymentIntentId };
  await tell(desk, orderId, { kind: 'DISPUTE_OPENED', dispute: { ...dispute, won: null } });
  return tell(desk, orderId, { kind: 'DISPUTE_CLOSED', dispute: { ...dispute, won: false } });
};

const refundedElsewhere: Make = async (desk) => {
  const orderId = await paid(desk);
  const { paymentIntentId } = await stateOf(desk, orderId);
  const amount = { cents: 100, currency: 'EUR' };
  const refund = {
    refundId: 're_hand',
    orderId: null,
    paymentIntentId,
    amount,
    outcome: 'succeeded',
    reason: null,
  };
  return tell(desk, orderId, { kind: 'REFUND_CHANGED', refund });
};

/** Ended, calling for somebody, and its workflow lost. */
const called: Make = async (desk) => {
  const orderId = await rejected(desk, await unreadable(desk), 'REFUNDED');
  await handleOf(desk, orderId).terminate('a test');
  return orderId;
};

/** No page until the window closed; of the demo's shop, whose windows are seconds. */
const refused: Make = async (desk) => {
  const { info, workflow } = desk;
  const path = '/v1/checkout/sessions';
  await stackClient(info).fault({ method: 'POST', path, kind: 'status', status: 400, times: 50 });
  await stackClient(info).post('/api/checkout', { ...WISH, shopId: 'demo-express' });
  const found = workflow.list({ query: "ShopId='demo-express' and ExecutionStatus='Running'" });
  for await (const { workflowId } of found) {
    const orderId = checked(parseOrderId(workflowId.slice('order-'.length)));
    await until(desk, orderId, ({ status }) => status === 'EXPIRED');
    await askDouble(info.stripe, 'POST', '/faults/clear');
    return orderId;
  }
  throw new Error('the order was not placed');
};

export const MAKE: Readonly<Record<string, Make>> = {
  unpaid,
  paid,
  ended,
  mismatch,
  'refund-failed': refundFailed,
  'dispute-lost': disputeLost,
  'refunded-elsewhere': refundedElsewhere,
  unreadable,
  called,
  refused,
};
