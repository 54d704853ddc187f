// The activities of notices as a worker has them: on real PostgreSQL, real SMTP and real HTTP, with doubles behind those.
import { createNoticeActivities, type NoticeActivities } from '../../activities/notices/activities.ts';
import type { NoticePorts } from '../../activities/notices/ports.ts';
import type { NoticeChannel, NoticeKey } from '../../domain/notices/notice.ts';
import type { PlacedOrder } from '../../domain/placed-order.ts';
import { openSmtpCarrier } from '../../infra/mail/smtp-carrier.ts';
import { openShopContacts } from '../../infra/postgres/postgres-notice-reach.ts';
import { openNoticeRecords } from '../../infra/postgres/postgres-notice-records.ts';
import { openPrivateDetails } from '../../infra/postgres/postgres-private-details.ts';
import { openWebhookCarrier } from '../../infra/webhooks/http-webhook-carrier.ts';
import { acceptance, counterOrder, PLACED_AT } from '../contracts/order-store.cases.ts';
import { type OrderDatabase, openOrderDatabase } from '../infra/postgres/order-database.ts';
import { SECRET, type ShopProgram, startShopProgram } from './shop-program.ts';
import { type SmtpDouble, startSmtpDouble } from './smtp-double.ts';

export interface NoticeWorld {
  readonly orders: OrderDatabase;
  readonly smtp: SmtpDouble;
  readonly shop: ShopProgram;
  readonly ports: NoticePorts;
  readonly activities: NoticeActivities;
  readonly logged: string[];
  /** An accepted order whose customer has an address. @returns the notice of its acceptance. */
  accepted(channel: NoticeChannel, message?: string): Promise<NoticeKey>;
  close(): Promise<void>;
}

export const ADDRESS = 'marie@example.fr';

export async function openNoticeWorld(): Promise<NoticeWorld> {
  const orders = await openOrderDatabase();
  const smtp = await startSmtpDouble();
  const shop = await startShopProgram();
  await orders.sql(
    `UPDATE "Shop" SET "webhookUrl" = $1, "webhookSecret" = $2 WHERE "id" = 'boucherie-martin'`,
    [shop.url, SECRET],
  );
  const logged: string[] = [];
  const line = (facts: object, message: string): void =>
    void logged.push(`${message} ${JSON.stringify(facts)}`);
  const privateDetails = openPrivateDetails(orders.database);
  const ports: NoticePorts = {
    records: openNoticeRecords(orders.database),
    orders: orders.store,
    rest: { isDeciding: async () => false },
    privateDetails,
    contacts: openShopContacts(orders.database),
    mail: openSmtpCarrier({ url: smtp.url, from: 'commandes@klikandgo.example', patience: 1_000 }),
    webhooks: openWebhookCarrier({ toPrivateAddresses: true, patience: 1_000 }),
    appUrl: 'https://klikandgo.example',
    log: { debug: line, info: line, warn: line, error: line },
  };
  return {
    orders,
    smtp,
    shop,
    ports,
    activities: createNoticeActivities(ports),
    logged,
    accepted: async (channel, message) => {
      const order = counterOrder();
      const details = { note: null, name: 'Marie', phone: null, email: ADDRESS };
      await privateDetails.keep(order.orderId, details, 'print');
      if (message !== undefined) await privateDetails.keepMessage(order.orderId, message);
      await accept(orders, order);
      return { orderId: order.orderId, shopId: order.shopId, sequence: 2, kind: 'ACCEPTED', channel };
    },
    close: async () => {
      await smtp.close();
      await shop.close();
      await orders.close();
    },
  };
}

/** As one that has reached its shop. */
async function accept({ store }: OrderDatabase, order: PlacedOrder): Promise<void> {
  await store.place(order, PLACED_AT);
  const { state, ...change } = acceptance(order);
  await store.record({ ...change, state: { ...state, decisionDeadline: PLACED_AT } });
}
