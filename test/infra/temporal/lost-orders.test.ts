// Orders whose workflow is lost, on the real server: a fact, or a person, makes them go on.
import { expect, it } from 'vitest';
import { aftercareWorkflowId, orderWorkflowId } from '../../../domain/identity.ts';
import type { PlacedOrder } from '../../../domain/placed-order.ts';
import type { OrderReviver } from '../../../domain/ports/order-reviver.ts';
import { openOrderReviver } from '../../../infra/temporal/temporal-fact-teller.ts';
import { BUTCHER } from '../../support/order-scenario.ts';
import { type OrdersService, ordersServiceForFile } from '../../support/orders-service.ts';
import { placedOrder } from '../../support/placed-orders.ts';
import { openDevServer } from '../../support/temporal.ts';

let env: OrdersService['env'];
let commands: OrdersService['commands'];
let facts: OrdersService['facts'];
let reviver: OrderReviver;
let payments: OrdersService['payments'];
let orders: OrdersService['orders'];
ordersServiceForFile(openDevServer, (service) => {
  ({ env, commands, facts, payments, orders } = service);
  reviver = openOrderReviver(env.client);
});

const SOON = { timeout: 30_000 };
const handleOf = ({ orderId }: PlacedOrder) => env.client.workflow.getHandle(orderWorkflowId(orderId));
const paid = ({ orderId }: PlacedOrder, eventId = 'evt_1') =>
  ({ kind: 'SESSION_COMPLETED', eventId, session: payments.pay(orderId) }) as const;
const reject = { kind: 'reject', by: BUTCHER, reason: 'CLOSED' } as const;

/** Placed, and its workflow terminated by mistake. */
async function placeAndLose(change: Partial<PlacedOrder> = {}): Promise<PlacedOrder> {
  const placed = placedOrder(change);
  await commands.place(placed);
  await handleOf(placed).terminate('by mistake');
  return placed;
}

it('a payment for an order lost while its page was open → the order goes on with it, under its own id', async () => {
  const placed = await placeAndLose();
  await facts.tellFact(placed.orderId, paid(placed));
  await expect.poll(() => orders.row(placed.orderId).state.paymentStatus, SOON).toBe('PAID');
  expect(orders.kinds(placed.orderId)).toContain('RESUMED');
  expect(await commands.decide(placed.orderId, { kind: 'accept', by: BUTCHER })).toEqual({ kind: 'decided' });
  expect((await handleOf(placed).describe()).type).toBe('resumedOrderWorkflow');
});

it('twenty facts at once for a lost order → one workflow goes on, paid once', async () => {
  const placed = await placeAndLose();
  const twenty = Array.from({ length: 20 }, (_, index) => paid(placed, `evt_${index}`));
  await Promise.all(twenty.map((fact) => facts.tellFact(placed.orderId, fact)));
  await expect.poll(() => orders.row(placed.orderId).state.paymentStatus, SOON).toBe('PAID');
  const kinds = orders.kinds(placed.orderId);
  expect(kinds.filter((kind) => kind === 'RESUMED' || kind === 'PAYMENT_CONFIRMED')).toHaveLength(2);
  const aftercare = env.client.workflow.getHandle(aftercareWorkflowId(placed.orderId));
  await expect(aftercare.describe()).rejects.toMatchObject({ name: 'WorkflowNotFoundError' });
});

it('resumed by hand, twice → once; an order whose workflow completed → never, its facts go to after-care', async () => {
  const placed = await placeAndLose({ paymentMethod: 'ON_PICKUP' });
  expect(await reviver.resume(placed.orderId)).toBe(true);
  expect(await reviver.resume(placed.orderId)).toBe(true);
  await expect.poll(() => orders.kinds(placed.orderId), SOON).toContain('RESUMED');
  expect(await commands.decide(placed.orderId, reject)).toEqual({ kind: 'decided' });
  await handleOf(placed).result();
  expect(await reviver.resume(placed.orderId)).toBe(false);
  expect(orders.kinds(placed.orderId).filter((kind) => kind === 'RESUMED')).toHaveLength(1);
});
