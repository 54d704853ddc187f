// What notices work with in a worker: the database, Temporal, a mail server where there is one, and HTTP.
import type { Client } from '@temporalio/client';
import type { Registry } from 'prom-client';
import type { NoticePorts } from '../../activities/notices/ports.ts';
import type { NoticeChannel } from '../../domain/notices/notice.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { MailCarrier } from '../../domain/ports/notice-carriers.ts';
import { instant } from '../../domain/time.ts';
import type { WorkerEnv } from '../../infra/env.ts';
import { openSmtpCarrier } from '../../infra/mail/smtp-carrier.ts';
import { countNotices } from '../../infra/metrics/notice-metrics.ts';
import type { OrdersDatabase } from '../../infra/postgres/database.ts';
import { openNoticeMarks } from '../../infra/postgres/postgres-notice-marks.ts';
import { openNoticeReach, openShopContacts } from '../../infra/postgres/postgres-notice-reach.ts';
import { openNoticeRecords } from '../../infra/postgres/postgres-notice-records.ts';
import { openOrderFeed } from '../../infra/postgres/postgres-order-feed.ts';
import { openOrderStore } from '../../infra/postgres/postgres-order-store.ts';
import { openPrivateDetails } from '../../infra/postgres/postgres-private-details.ts';
import { openNoticeStarter } from '../../infra/temporal/temporal-notice-starter.ts';
import { openOrderRest } from '../../infra/temporal/temporal-order-rest.ts';
import { openWebhookCarrier } from '../../infra/webhooks/http-webhook-carrier.ts';
import type { FollowerPorts } from './follow-feed.ts';

export interface NoticeGround {
  readonly env: Pick<
    WorkerEnv,
    'SMTP_URL' | 'MAIL_FROM' | 'WEBHOOKS_TO_PRIVATE_ADDRESSES' | 'NEXT_PUBLIC_APP_URL'
  >;
  readonly database: OrdersDatabase;
  readonly client: Client;
  readonly log: Log;
  readonly register: Registry;
}

export function noticePorts({ env, database, client, log, register }: NoticeGround): NoticePorts {
  return {
    records: countNotices(openNoticeRecords(database), register),
    orders: openOrderStore(database),
    rest: openOrderRest(client),
    privateDetails: openPrivateDetails(database),
    contacts: openShopContacts(database),
    mail: mailCarrier(env),
    webhooks: openWebhookCarrier({ toPrivateAddresses: env.WEBHOOKS_TO_PRIVATE_ADDRESSES }),
    appUrl: env.NEXT_PUBLIC_APP_URL.replace(/\/+$/, ''),
    log,
  };
}

export function followerPorts({ env, database, client, log }: NoticeGround): FollowerPorts {
  return {
    feed: openOrderFeed(database),
    marks: openNoticeMarks(database),
    reach: openNoticeReach(database, configuredChannels(env)),
    starter: openNoticeStarter(client),
    now: () => instant(Date.now()),
    log,
  };
}

type MailEnv = Pick<WorkerEnv, 'SMTP_URL' | 'MAIL_FROM'>;

function mailCarrier({ SMTP_URL: url, MAIL_FROM: from }: MailEnv): MailCarrier | null {
  return url === undefined || from === undefined ? null : openSmtpCarrier({ url, from });
}

/** A shop's webhook is configured with the shop. */
const configuredChannels = ({ SMTP_URL }: MailEnv): readonly NoticeChannel[] =>
  SMTP_URL === undefined ? ['SHOP_WEBHOOK'] : ['CUSTOMER_EMAIL', 'SHOP_EMAIL', 'SHOP_WEBHOOK'];
