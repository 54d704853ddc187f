// Where an order stands, in the words of its customer: never more than the server has said.
import type { Order } from '../api/bodies.ts';
import type { Texts } from '../texts/fr.ts';

export type Tone = 'good' | 'wait' | 'bad' | 'quiet';

type Standing = Pick<Order, 'status' | 'paymentStatus'>;

/** An order paid online has not reached the shop until it is paid. */
const payment = ({ status, paymentStatus }: Standing): 'AWAITING' | 'PROCESSING' | null =>
  status === 'PENDING' && (paymentStatus === 'AWAITING' || paymentStatus === 'PROCESSING')
    ? paymentStatus
    : null;

export const sentenceOf = (order: Standing, { order: words }: Texts): string =>
  words.sentences[payment(order) ?? order.status];

export const shortWords = (order: Standing, { order: words }: Texts): string =>
  payment(order) === null ? words.statusShort[order.status] : words.awaitingShort;

export function toneOf({ status }: Standing): Tone {
  switch (status) {
    case 'PENDING':
      return 'wait';
    case 'ACCEPTED':
    case 'READY':
      return 'good';
    case 'COLLECTED':
    case 'CANCELLED':
      return 'quiet';
    case 'REJECTED':
    case 'EXPIRED':
    case 'NO_SHOW':
      return 'bad';
  }
}

export const TONE_CLASS: Readonly<Record<Tone, string>> = {
  good: 'tag tag-good',
  wait: 'tag tag-wait',
  bad: 'tag tag-bad',
  quiet: 'tag',
};

export type Step = keyof Texts['order']['steps'];

export interface Progress {
  readonly steps: readonly Step[];
  /** How many of them are done. */
  readonly done: number;
}

/** @returns null for an order that ended otherwise than collected: there is no line to follow any more. */
export function progressOf({ status, paymentStatus, paymentMethod }: Order): Progress | null {
  const before: readonly Step[] = paymentMethod === 'ONLINE' ? ['placed', 'paid'] : ['placed'];
  const steps: readonly Step[] = [...before, 'accepted', 'ready', 'collected'];
  switch (status) {
    case 'PENDING':
      return { steps, done: paymentStatus === 'PAID' ? 2 : 1 };
    case 'ACCEPTED':
      return { steps, done: before.length + 1 };
    case 'READY':
      return { steps, done: before.length + 2 };
    case 'COLLECTED':
      return { steps, done: steps.length };
    case 'REJECTED':
    case 'CANCELLED':
    case 'EXPIRED':
    case 'NO_SHOW':
      return null;
  }
}
