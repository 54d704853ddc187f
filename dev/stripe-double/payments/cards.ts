// The test cards and what each one does, as on Stripe's testing page [docs.stripe.com/testing].

interface Decline {
  readonly code: string;
  readonly declineCode: string | null;
  readonly message: string;
  /** On the hosted page. */
  readonly pageText: 'declined' | 'insufficientFunds' | 'expiredCard' | 'incorrectCvc';
}

const GENERIC_DECLINE: Decline = {
  code: 'card_declined',
  declineCode: 'generic_decline',
  message: 'Your card was declined.',
  pageText: 'declined',
};

/** What happens to the money after a payment succeeded. */
export type Aftermath = 'none' | 'refund_pending' | 'refund_fails_later' | 'disputed';

export interface CardConduct {
  readonly last4: string;
  readonly authentication: boolean;
  readonly decline: Decline | null;
  readonly aftermath: Aftermath;
}

const NUMBERS: Readonly<Record<string, Partial<CardConduct>>> = {
  '4242424242424242': {},
  '4000000000000002': { decline: GENERIC_DECLINE },
  '4000000000009995': {
    decline: {
      code: 'card_declined',
      declineCode: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
      pageText: 'insufficientFunds',
    },
  },
  '4000000000000069': {
    decline: {
      code: 'expired_card',
      declineCode: null,
      message: 'Your card has expired.',
      pageText: 'expiredCard',
    },
  },
  '4000000000000127': {
    decline: {
      code: 'incorrect_cvc',
      declineCode: null,
      message: "Your card's security code is incorrect.",
      pageText: 'incorrectCvc',
    },
  },
  '4000002500003155': { authentication: true },
  '4000002760003184': { authentication: true },
  '4000008400001629': { authentication: true, decline: GENERIC_DECLINE },
  '4000000000007726': { aftermath: 'refund_pending' },
  '4000000000005126': { aftermath: 'refund_fails_later' },
  '4000000000000259': { aftermath: 'disputed' },
};

/** The only tokens the command line's fixtures use. */
const TOKENS: Readonly<Record<string, string>> = {
  tok_visa: '4242424242424242',
  tok_chargeDeclined: '4000000000000002',
};

/** What a card number (spaces allowed) will do; null for any number that is not a test card. */
export function readCard(number: string): CardConduct | null {
  const digits = number.replaceAll(/[\s-]/g, '');
  const conduct = Object.hasOwn(NUMBERS, digits) ? NUMBERS[digits] : undefined;
  if (conduct === undefined) return null;
  return { last4: digits.slice(-4), authentication: false, decline: null, aftermath: 'none', ...conduct };
}

export function readCardToken(token: string): CardConduct | null {
  const number = Object.hasOwn(TOKENS, token) ? TOKENS[token] : undefined;
  return number === undefined ? null : readCard(number);
}
