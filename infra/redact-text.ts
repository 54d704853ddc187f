// Takes out of a text what must never be read in a log: keys, secrets, tokens, card numbers, addresses.
const SENSITIVE: readonly RegExp[] = [
  /\b(?:sk|rk|pk)_(?:test|live)_\w+/g,
  /\bwhsec_\w+/g,
  // A key that encrypts payloads: 32 bytes in base64.
  /(?<![\w+/])[A-Za-z0-9+/]{43}=(?![\w+/=])/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /\b[\w.+-]+@[\w-]+\.[\w.-]+\b/g,
  /\b(?:\d[ -]?){12,18}\d\b(?!\d)/g,
];

const CARD_LENGTH = 13;

/** @returns the text with every sensitive part replaced by `[redacted]`; epoch milliseconds stay readable. */
export function redactText(text: string): string {
  return SENSITIVE.reduce((clean, pattern) => clean.replace(pattern, censor), text);
}

function censor(found: string): string {
  const digits = found.replace(/\D/g, '');
  const isOnlyDigits = /^[\d -]+$/.test(found);
  return isOnlyDigits && (digits.length <= CARD_LENGTH || !passesLuhn(digits)) ? found : '[redacted]';
}

/** The check digit every card number has. */
function passesLuhn(digits: string): boolean {
  const total = Array.from(digits)
    .toReversed()
    .reduce((sum, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return sum + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return total % 10 === 0;
}
