// Money: integer cents of one currency, never a floating-point amount.
export const CURRENCY = 'EUR';
export type Currency = typeof CURRENCY;

export interface Money {
  readonly cents: number;
  readonly currency: Currency;
}

/** @param cents whole cents; a fraction or an unsafe integer is a programming error. */
export function euros(cents: number): Money {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`not whole cents: ${cents}`);
  return { cents, currency: CURRENCY };
}

export function sum(amounts: readonly Money[]): Money {
  return euros(amounts.reduce((cents, amount) => cents + amount.cents, 0));
}

/** "39,98 €", "-0,05 €", for summaries and pages. */
export function formatMoney(amount: Money): string {
  const sign = amount.cents < 0 ? '-' : '';
  const cents = Math.abs(amount.cents);
  const rest = String(cents % 100).padStart(2, '0');
  return `${sign}${Math.floor(cents / 100)},${rest} €`;
}
