// Takes out of a text what must never be read in a log: keys, secrets, tokens, card and telephone numbers, addresses.
const SENSITIVE: readonly RegExp[] = [
  /\b(?:sk|rk|pk)_(?:test|live)_\w+/g,
  /\bwhsec_[\w+/=-]+/g,
  // A key that encrypts payloads: 32 bytes in base64.
  /(?<![\w+/])[A-Za-z0-9+/]{43}=(?![\w+/=])/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  // User and password in an address.
  /(?<=:\/\/)[^\s/@:"]*:[^\s/@"]+(?=@)/g,
  /\b(?:Bearer|Basic) [\w.~+/=-]+/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-"]*/g,
  /\b[\w.+-]+@[\w-]+\.[\w.-]+\b/g,
  // French telephone numbers, as people write them.
  /(?<![\w.+-])(?:(?:\+|00)33 ?(?:\(0\) ?)?|0)[1-9](?:[ .-]?\d{2}){4}(?![\w-])/g,
];

/** As long as card numbers are: epochs and sums of money may be, too. */
const LONG_NUMBER = /\b(?:\d[ -]?){12,18}\d\b(?!\d)/g;
const CARD_LENGTH = 13;
const CENSORED = '[redacted]';

/** @returns the text with every sensitive part replaced by `[redacted]`; epoch milliseconds stay readable. */
export function redactText(text: string): string {
  const clean = SENSITIVE.reduce((before, pattern) => before.replace(pattern, CENSORED), text);
  return clean.replace(LONG_NUMBER, (found) => (isCardNumber(found) ? CENSORED : found));
}

function isCardNumber(found: string): boolean {
  const digits = found.replace(/\D/g, '');
  return digits.length > CARD_LENGTH && passesLuhn(digits);
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
