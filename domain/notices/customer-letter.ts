// What a customer is written about an order, in French.
import type { StoredOrder } from '../ports/order-store.ts';
import type { TimelineKind } from '../timeline.ts';
import type { Letter } from './letter.ts';
import { itemLines, moneyLine, pickupLine, reasonLine } from './order-words.ts';

export interface CustomerStory {
  readonly order: StoredOrder;
  /** What the butcher wrote with a refusal. */
  readonly message: string | null;
  /** Where the pages are, without a slash at the end. */
  readonly appUrl: string;
}

type Words = Pick<Letter, 'subject' | 'paragraphs'>;

/** @returns null for a fact that customers are not told of. */
export function customerLetter(kind: TimelineKind, story: CustomerStory): Letter | null {
  const words = wordsOf(kind, story);
  if (words === null) return null;
  const { placed } = story.order;
  return {
    subject: `${placed.shopName} : ${words.subject}`,
    paragraphs: ['Bonjour,', ...words.paragraphs],
    lines: itemLines(story.order),
    link: { text: 'Voir ma commande', url: `${story.appUrl}/commande/${placed.orderId}` },
    footer: `Vous recevez ce message parce que vous avez commandé chez ${placed.shopName} avec Klik&Go.`,
  };
}

function wordsOf(kind: TimelineKind, story: CustomerStory): Words | null {
  const { order } = story;
  switch (kind) {
    case 'BUTCHER_ALERTED':
      return placedWords(order);
    case 'ACCEPTED':
      return {
        subject: 'votre commande est acceptée',
        paragraphs: [`${order.placed.shopName} prépare votre commande.`, pickupLine(order), codeLine(order)],
      };
    case 'READY':
      return {
        subject: 'votre commande est prête',
        paragraphs: [`Votre commande vous attend chez ${order.placed.shopName}.`, codeLine(order)],
      };
    case 'REJECTED':
      return { subject: 'votre commande est refusée', paragraphs: undoneWords(story, 'refusée') };
    case 'CANCELLED':
      return { subject: 'votre commande est annulée', paragraphs: undoneWords(story, 'annulée') };
    case 'REFUND_SUCCEEDED':
      return { subject: 'votre remboursement est fait', paragraphs: [moneyLine(order)] };
    case 'REFUND_FAILED':
      return { subject: 'votre remboursement n’a pas encore abouti', paragraphs: [moneyLine(order)] };
    default:
      return null;
  }
}

function placedWords(order: StoredOrder): Words {
  const isOnline = order.placed.paymentMethod === 'ONLINE';
  return {
    subject: isOnline ? 'votre commande est payée' : 'votre commande est enregistrée',
    paragraphs: [
      isOnline
        ? 'Votre paiement est confirmé. La boutique va maintenant accepter ou refuser votre commande ; refusée, elle est remboursée.'
        : 'La boutique va maintenant accepter ou refuser votre commande. Vous payez au retrait.',
      pickupLine(order),
      codeLine(order),
    ],
  };
}

const codeLine = ({ pickupCode }: StoredOrder): string => `Votre code de retrait : ${pickupCode}.`;

function undoneWords({ order, message }: CustomerStory, how: string): readonly string[] {
  const why = reasonLine(order.state.reason);
  return [
    `Votre commande chez ${order.placed.shopName} est ${how}.`,
    ...(why === null ? [] : [why]),
    ...(message === null ? [] : [`Message de la boutique : ${message}`]),
    moneyLine(order),
  ];
}
