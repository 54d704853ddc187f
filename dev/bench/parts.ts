// The parts of the bench, one after the other on the same ground.
import type { Say } from '../tools/temporal-cli.ts';
import { placingFigures } from './calls/placing.ts';
import { webhookFigures } from './calls/webhook.ts';
import { compare } from './compare/compare.ts';
import type { Measured } from './compare/rounds.ts';
import { contenderLines, ratioFigures } from './compare/summary.ts';
import { type Figure, figureLine } from './figures.ts';
import type { Ground } from './ground.ts';
import { type KindOfOrder, kindFigures, kindLines, liveEveryKind } from './histories/kinds.ts';
import { httpFigures } from './http-orders.ts';
import { memoryFigures } from './memory.ts';
import type { BenchOptions, Part } from './options.ts';
import { settingsFigures } from './settings/try-settings.ts';
import { streamFigures } from './streams.ts';

export interface Findings {
  readonly figures: Figure[];
  /** Of the comparison: the raw data. */
  readonly measured: Measured[];
  readonly kinds: KindOfOrder[];
  /** Tables, for the reader. */
  readonly lines: string[];
}

/** Says what each part has found as soon as it has. */
export async function runParts(ground: Ground, options: BenchOptions, say: Say): Promise<Findings> {
  const findings: Findings = { figures: [], measured: [], kinds: [], lines: [] };
  for (const part of options.parts) {
    const had = { lines: findings.lines.length, figures: findings.figures.length };
    await RUNS[part](ground, options, { say, findings });
    for (const line of findings.lines.slice(had.lines)) say(line);
    for (const figure of findings.figures.slice(had.figures)) say(figureLine(figure));
  }
  return findings;
}

interface Desk {
  readonly say: Say;
  readonly findings: Findings;
}

type Run = (ground: Ground, options: BenchOptions, desk: Desk) => Promise<void>;

const figuresOnly =
  (measure: (ground: Ground, say: Say, options: BenchOptions) => Promise<Figure[]>): Run =>
  async (ground, options, { say, findings }) =>
    void findings.figures.push(...(await measure(ground, say, options)));

const RUNS: Readonly<Record<Part, Run>> = {
  compare: async (ground, options, { say, findings }) => {
    findings.measured.push(...(await compare(ground, { ...options, pollMs: options.poll }, say)));
    findings.lines.push(...contenderLines(findings.measured), '');
    findings.figures.push(...ratioFigures(findings.measured));
  },
  histories: async (ground, _options, { say, findings }) => {
    findings.kinds.push(...(await liveEveryKind(ground, say)));
    findings.lines.push(...kindLines(findings.kinds), '');
    findings.figures.push(...kindFigures(findings.kinds));
  },
  calls: figuresOnly(async (ground, say) => [
    ...(await placingFigures(ground, say)),
    ...(await webhookFigures(ground, say)),
  ]),
  orders: figuresOnly((ground, say, { orders }) => httpFigures(ground, orders, say)),
  memory: figuresOnly(memoryFigures),
  settings: figuresOnly((ground, say, options) => settingsFigures(ground, options, say)),
  streams: figuresOnly(streamFigures),
};
