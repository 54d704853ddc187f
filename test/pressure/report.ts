// The figures of a pressure run, for people.
import { quantile } from '../../dev/bench/figures.ts';
import type { Round } from './rounds.ts';
import type { PressureOutcome } from './run-pressure.ts';
import { LONG_RUN } from './verdict.ts';

const median = (rounds: readonly Round[], of: (round: Round) => number): number =>
  quantile(rounds.map(of), 0.5);

/** The median round's 99th percentile of the webhook, over that of the bare route. */
export const ratioOf = ({ rounds }: Pick<PressureOutcome, 'rounds'>): number =>
  median(rounds, ({ webhook }) => webhook.p99) / median(rounds, ({ bare }) => bare.p99);

export function reportLines(outcome: PressureOutcome): string[] {
  const { rounds, statuses, memory, broken, facts, events, orders } = outcome;
  const ms = (of: (round: Round) => number): string => `${median(rounds, of).toFixed(1)} ms`;
  const answers = [...statuses].map(([name, times]) => `${name}: ${times}`).join(', ');
  return [
    `${events} events of ${facts} facts; answers: ${answers}`,
    `${rounds.length} rounds; medians: webhook p50 ${ms(({ webhook }) => webhook.p50)}, p99 ${ms(({ webhook }) => webhook.p99)}; ` +
      `bare route p50 ${ms(({ bare }) => bare.p50)}, p99 ${ms(({ bare }) => bare.p99)}`,
    ratioLine(outcome),
    `API ${thirds(memory.api)}, worker ${thirds(memory.worker)} (medians of each third)`,
    ...(orders < LONG_RUN ? [`memory is not judged below ${LONG_RUN} orders`] : []),
    ...broken.slice(0, 20),
    broken.length === 0 ? 'Every promise held.' : `${broken.length} broken promises.`,
  ];
}

const ratioLine = ({ rounds }: PressureOutcome): string =>
  rounds.length === 0
    ? 'no ratio of the 99th percentiles: not one whole round was sent (more --orders, or a lower --rate)'
    : `ratio of the 99th percentiles: ${ratioOf({ rounds }).toFixed(2)}`;

const thirds = (mb: readonly number[]): string => `${mb.map((each) => each.toFixed(0)).join(' → ')} MB`;
