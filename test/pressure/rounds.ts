// Rounds, side by side: the webhook and the bare route get the same bodies at the same moments, on the same machine.
import { quantile } from '../../dev/bench/figures.ts';
import type { Delivery } from './deliveries.ts';
import type { Acknowledged, Sender } from './sender.ts';

export interface Places {
  readonly webhook: string;
  readonly bare: string;
}

export interface Round {
  readonly webhook: { readonly p50: number; readonly p99: number };
  readonly bare: { readonly p50: number; readonly p99: number };
}

export interface Pressure {
  readonly rounds: Round[];
  /** Of the webhook's answers, how many had each status; those that were wrong beside the reason. */
  readonly statuses: Map<string, number>;
}

export interface Pace {
  readonly perSecond: number;
  /** Deliveries in one round. */
  readonly size: number;
}

export const emptyPressure = (): Pressure => ({ rounds: [], statuses: new Map() });

export async function pressInRounds(
  { sender, places, pace }: { sender: Sender; places: Places; pace: Pace },
  deliveries: readonly Delivery[],
  into: Pressure,
): Promise<void> {
  for (let start = 0; start < deliveries.length; start += pace.size) {
    const sent = deliveries.slice(start, start + pace.size);
    const [webhook, bare] = await Promise.all([
      sender.sendAll(places.webhook, sent, pace.perSecond),
      sender.sendAll(places.bare, sent, pace.perSecond),
    ]);
    count(into.statuses, sent, webhook);
    // What is left over at the end is no round: its 99th percentile would be its maximum.
    if (sent.length === pace.size) into.rounds.push({ webhook: spread(webhook), bare: spread(bare) });
  }
}

function spread(answers: readonly Acknowledged[]): { p50: number; p99: number } {
  const all = answers.map(({ milliseconds }) => milliseconds);
  return { p50: quantile(all, 0.5), p99: quantile(all, 0.99) };
}

function count(
  into: Map<string, number>,
  round: readonly Delivery[],
  answers: readonly Acknowledged[],
): void {
  for (const [index, { status }] of answers.entries()) {
    const name = `${round[index]?.isForged === true ? 'forged' : 'genuine'} → ${status}`;
    into.set(name, (into.get(name) ?? 0) + 1);
  }
}
