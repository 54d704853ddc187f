// Reads the card form. The number is looked up among the test cards and forgotten.
import { type CardConduct, readCard } from '../payments/cards.ts';
import type { CardExpiry, Payer } from '../payments/payment-methods.ts';
import type { Form } from '../wire/form.ts';
import type { PageError } from './texts.ts';

export interface CardForm {
  readonly payer: Payer;
  readonly conduct: CardConduct;
  readonly expiry: CardExpiry;
}

/** What was typed, or the first thing that is wrong with it. `today` in epoch ms. */
export function readCardForm(
  form: Form,
  customerEmail: string | null,
  today: number,
): { ok: CardForm } | { error: PageError } {
  const email = customerEmail ?? textOf(form, 'email');
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return { error: 'invalidEmail' };
  const conduct = readCard(textOf(form, 'number'));
  if (conduct === null) return { error: 'incorrectNumber' };
  const expiry = readExpiry(textOf(form, 'exp'), today);
  if (expiry === null) return { error: 'invalidExp' };
  if (!/^\d{3,4}$/.test(textOf(form, 'cvc'))) return { error: 'incorrectCvc' };
  const name = textOf(form, 'name');
  if (name === '') return { error: 'invalidName' };
  return { ok: { payer: { email, name }, conduct, expiry } };
}

export function textOf(form: Form, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** `MM/AA`, this month or later. */
function readExpiry(text: string, today: number): CardExpiry | null {
  const match = /^(0?[1-9]|1[0-2])\s*\/\s*(?:20)?(\d{2})$/.exec(text);
  if (match === null) return null;
  const expiry = { month: Number(match[1]), year: 2000 + Number(match[2]) };
  return Date.UTC(expiry.year, expiry.month) > today ? expiry : null;
}
