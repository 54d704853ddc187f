// Names of notices, made of business identity: the same notice has the same name whenever and wherever it is made.
import type { NoticeChannel, NoticeFact } from './notice.ts';

const factName = ({ orderId, sequence, kind }: NoticeFact, between: string): string =>
  [orderId, sequence, kind.toLowerCase()].join(between);

/** @param host of the pages, as senders put it. @returns with its angle brackets. */
export const messageId = (fact: NoticeFact, channel: NoticeChannel, host: string): string =>
  `<${factName(fact, '.')}.${channel.toLowerCase()}@${host}>`;

/** Receivers tell copies by it. Without a dot, which separates it from what is signed with it. */
export const webhookId = (fact: NoticeFact): string => `msg_${factName(fact, '_')}`;
