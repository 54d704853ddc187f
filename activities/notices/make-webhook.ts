// Makes what a shop's own programs are sent of a notice.
import type { NoticeKey } from '../../domain/notices/notice.ts';
import { webhookId } from '../../domain/notices/notice-names.ts';
import { webhookBody } from '../../domain/notices/webhook-body.ts';
import type { WebhookMessage } from '../../domain/ports/notice-carriers.ts';
import type { NoticePorts } from './ports.ts';
import type { Story } from './story.ts';

/** @returns null when the shop has no programs that listen. */
export async function makeWebhook(
  { contacts }: Pick<NoticePorts, 'contacts'>,
  notice: NoticeKey,
  { order, happenedAt }: Story,
): Promise<WebhookMessage | null> {
  const { webhook } = (await contacts.contactOf(notice.shopId)) ?? { webhook: null };
  return webhook === null
    ? null
    : { ...webhook, id: webhookId(notice), body: webhookBody(notice, happenedAt, order) };
}
