// What the activities of notices need of the world.
import type { Log } from '../../domain/ports/log.ts';
import type { MailCarrier, WebhookCarrier } from '../../domain/ports/notice-carriers.ts';
import type { NoticeRecords } from '../../domain/ports/notice-records.ts';
import type { OrderRest } from '../../domain/ports/order-rest.ts';
import type { OrderStore } from '../../domain/ports/order-store.ts';
import type { PrivateDetailsStore } from '../../domain/ports/private-details.ts';
import type { ShopContacts } from '../../domain/ports/shop-contacts.ts';

export interface NoticePorts {
  readonly records: NoticeRecords;
  readonly orders: Pick<OrderStore, 'load'>;
  readonly rest: OrderRest;
  readonly privateDetails: Pick<PrivateDetailsStore, 'detailsOf' | 'messageOf'>;
  readonly contacts: ShopContacts;
  /** Null where no mail server is configured. */
  readonly mail: MailCarrier | null;
  readonly webhooks: WebhookCarrier;
  /** Where the pages are, without a slash at the end. */
  readonly appUrl: string;
  readonly log: Log;
}
