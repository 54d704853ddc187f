// Where an operator of a running stack sits: its orders as Temporal has them, and their people.
import { Client, Connection, type WorkflowClient } from '@temporalio/client';
import { openShopApi, type ShopApi } from '../../dev/demo/shop-api.ts';
import type { StackInfo } from '../../dev/stack/stack-info.ts';
import type { OrderState } from '../../domain/order-state.ts';
import { WISH } from './stack-client.ts';

export interface Desk {
  readonly info: StackInfo;
  readonly workflow: WorkflowClient;
  readonly customer: ShopApi;
  readonly butcher: ShopApi;
}

export async function openDesk(info: StackInfo): Promise<Desk & { close(): Promise<void> }> {
  const connection = await Connection.connect({ address: info.temporal });
  return {
    info,
    workflow: new Client({ connection }).workflow,
    customer: openShopApi(info.api, info.tokens.customer),
    butcher: openShopApi(info.api, info.tokens.butchers[WISH.shopId] ?? ''),
    close: () => connection.close(),
  };
}

/** A refused request is tried again after a minute, when the window of the demo's shop is long over. */
const PATIENCE = 150_000;

export const handleOf = ({ workflow }: Desk, orderId: string) => workflow.getHandle(`order-${orderId}`);
export const stateOf = (desk: Desk, orderId: string): Promise<OrderState> =>
  handleOf(desk, orderId).query<OrderState>('orderState');

export async function until(
  desk: Desk,
  orderId: string,
  isSo: (state: OrderState) => boolean,
): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (isSo(await stateOf(desk, orderId))) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`order ${orderId} does not come to where it should`);
}

let events = 0;
/** What Stripe would say, as the service signals it. */
export async function tell(desk: Desk, orderId: string, fact: object): Promise<string> {
  events += 1;
  const before = (await stateOf(desk, orderId)).version;
  await handleOf(desk, orderId).signal('stripeEvent', { eventId: `evt_operations_${events}`, ...fact });
  await until(desk, orderId, ({ version }) => version > before);
  return orderId;
}
