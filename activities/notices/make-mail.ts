// Makes the mail of a notice: the letter of its recipient, and where that recipient reads mail.
import { customerLetter } from '../../domain/notices/customer-letter.ts';
import type { Letter } from '../../domain/notices/letter.ts';
import { letterHtml, letterText } from '../../domain/notices/letter-body.ts';
import type { NoticeKey } from '../../domain/notices/notice.ts';
import { messageId } from '../../domain/notices/notice-names.ts';
import { shopLetter } from '../../domain/notices/shop-letter.ts';
import type { Mail } from '../../domain/ports/notice-carriers.ts';
import type { NoticePorts } from './ports.ts';
import type { Story } from './story.ts';

/** @returns null when there is nobody to write to, or nothing to write. */
export async function makeMail(ports: NoticePorts, notice: NoticeKey, story: Story): Promise<Mail | null> {
  const [to, letter] = await addressed(ports, notice, story);
  if (to === null || letter === null) return null;
  return {
    to,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter),
    messageId: messageId(notice, notice.channel, hostOf(ports.appUrl)),
  };
}

type Addressed = readonly [to: string | null, letter: Letter | null];

async function addressed(
  { privateDetails, contacts, appUrl }: NoticePorts,
  { channel, kind, orderId, shopId }: NoticeKey,
  { order }: Story,
): Promise<Addressed> {
  if (channel !== 'CUSTOMER_EMAIL') {
    const contact = await contacts.contactOf(shopId);
    return [contact?.email ?? null, shopLetter(kind, order, appUrl)];
  }
  const details = await privateDetails.detailsOf(orderId);
  const message = await privateDetails.messageOf(orderId);
  return [details?.email ?? null, customerLetter(kind, { order, message, appUrl })];
}

const SCHEME = /^[a-z]+:\/\//;

/** Activities have no `URL` to take it apart with; the address was checked at the start. */
const hostOf = (appUrl: string): string => appUrl.replace(SCHEME, '').split(/[/:]/, 1)[0] ?? 'localhost';
