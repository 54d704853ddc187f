// How long it took until things went on after a kill, per victim.
import { quantile } from '../../dev/bench/figures.ts';
import { VICTIMS, type Victim } from './victims.ts';

export interface Recovered {
  readonly victim: Victim;
  /** Milliseconds. */
  readonly after: number;
}

/** Milliseconds within which an order that waited for a killed worker goes on, in 99 of 100 cases. */
export const WORKER_P99 = 25_000;

export function recoveryOf(samples: readonly Recovered[], victim: Victim) {
  const times = samples.filter((sample) => sample.victim === victim).map(({ after }) => after);
  return {
    count: times.length,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    most: quantile(times, 1),
  };
}

/** @param kills of a worker, measured or not. @returns what is wrong with how long its orders waited. */
export function slowWorkers(samples: readonly Recovered[], kills: number): string[] {
  const { p99, count } = recoveryOf(samples, 'worker');
  // Without a sample it is no number, and no promise was seen to hold.
  if (kills === 0 || p99 <= WORKER_P99) return [];
  return [`of ${kills} killed workers ${count} were measured, ${p99} ms at p99`];
}

/** One line per victim. */
export function recoveryTable(samples: readonly Recovered[]): string {
  const seconds = (value: number): string => (value / 1_000).toFixed(1).padStart(7);
  const lines = VICTIMS.map((victim) => {
    const { count, p50, p99, most } = recoveryOf(samples, victim);
    return `${victim.padEnd(10)} ${String(count).padStart(5)} ${seconds(p50)} ${seconds(p99)} ${seconds(most)}`;
  });
  return ['victim     kills     p50     p99     max   seconds until it went on', ...lines].join('\n');
}
