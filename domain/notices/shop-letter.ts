// What a shop is written about an order, in French. Who the customer is stands on the shop's page, not in mails.
import type { StoredOrder } from '../ports/order-store.ts';
import type { TimelineKind } from '../timeline.ts';
import type { Letter } from './letter.ts';
import { itemLines, pickupLine } from './order-words.ts';
import { parisWords } from './paris-words.ts';

/** @param appUrl where the pages are. @returns null for a fact that shops are not written about. */
export function shopLetter(kind: TimelineKind, order: StoredOrder, appUrl: string): Letter | null {
  const words = wordsOf(kind, order);
  if (words === null) return null;
  return {
    ...words,
    lines: itemLines(order),
    link: { text: 'Ouvrir mes commandes', url: `${appUrl}/boucher` },
    footer: `Vous recevez ce message parce que Klik&Go prend les commandes de ${order.placed.shopName}.`,
  };
}

function wordsOf(kind: TimelineKind, order: StoredOrder): Pick<Letter, 'subject' | 'paragraphs'> | null {
  const { pickupCode, placed } = order;
  switch (kind) {
    case 'BUTCHER_ALERTED':
      return {
        subject: `Nouvelle commande ${pickupCode}`,
        paragraphs: [
          placed.paymentMethod === 'ONLINE' ? 'Payée en ligne.' : 'À encaisser au retrait.',
          pickupLine(order),
          ...deadlineLines(order),
        ],
      };
    case 'BUTCHER_REMINDED':
      return {
        subject: `La commande ${pickupCode} attend votre réponse`,
        paragraphs: [pickupLine(order), ...deadlineLines(order)],
      };
    case 'CANCELLED':
      return {
        subject: `La commande ${pickupCode} est annulée par le client`,
        paragraphs: ['Il n’y a plus rien à préparer.'],
      };
    default:
      return null;
  }
}

const deadlineLines = ({ state }: StoredOrder): readonly string[] =>
  state.decisionDeadline === null
    ? []
    : [`Sans réponse avant ${parisWords(state.decisionDeadline)}, elle est refusée automatiquement.`];
