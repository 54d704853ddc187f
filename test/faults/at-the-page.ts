// What a patient customer does on Stripe's page.
import { payOnPage, submitCard } from '../support/hosted-page.ts';
import { insist } from './patient.ts';

/**
 * A second click is harmless at Stripe, so a lost answer is no reason not to click.
 * @returns false when the page had closed.
 */
export function pay(url: string, card: string): Promise<boolean> {
  return insist('paying', async () => {
    const { status } = await payOnPage(url, card);
    if (status !== PAID && status !== CLOSED) throw new Error(`the payment page answered ${status}`);
    return status === PAID;
  });
}

const PAID = 303;
const CLOSED = 410;

export async function tryCard(url: string, card: string): Promise<void> {
  await insist('trying a card', () => submitCard(url, card));
}
