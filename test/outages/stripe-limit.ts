// The rate limit of Stripe: from when on the double is as strict as Stripe, and whether the service kept below it.
import { askDouble } from '../support/double-controls.ts';
import type { Endpoints } from './ground.ts';

/** What Stripe takes with a test key, of each endpoint. */
const PER_SECOND = 25;
/** Of the calls, how many may be refused for coming too fast. */
const REFUSED_SHARE = 0.01;

/** From now on more is refused with 429, and calls are counted anew. */
export async function limitCalls(stripe: string): Promise<void> {
  await askDouble(stripe, 'POST', '/limits', { perSecond: PER_SECOND });
}

/** @returns the endpoints that were called more often than Stripe takes since the limit was set, and too many refusals. */
export function tooFast(endpoints: Endpoints): string[] {
  const all = Object.values(endpoints);
  const calls = all.reduce((sum, each) => sum + each.calls, 0);
  const refused = all.reduce((sum, each) => sum + each.refused, 0);
  return [
    ...(calls === 0 ? ['nobody called Stripe'] : []),
    ...Object.entries(endpoints)
      .filter(([, { peak }]) => peak > PER_SECOND)
      .map(([name, { peak }]) => `${name} was called ${peak} times in a second`),
    ...(refused > calls * REFUSED_SHARE ? [`${refused} of ${calls} calls were refused with 429`] : []),
  ];
}
