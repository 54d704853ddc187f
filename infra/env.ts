// The environment of each process, checked once at start. The only file that reads process.env.
import type { z } from 'zod';
import { API, CODEC, MIGRATE, REPLAY, SETUP_STRIPE, SETUP_TEMPORAL, WORKER } from './env-schemas.ts';

export type ApiEnv = z.infer<typeof API>;
export type WorkerEnv = z.infer<typeof WORKER>;
export type CodecEnv = z.infer<typeof CODEC>;
export type TemporalEnv = z.infer<typeof SETUP_TEMPORAL>;
export type StripeEnv = z.infer<typeof SETUP_STRIPE>;

/** Variables as the process has them; a blank one counts as missing. */
export type EnvSource = Readonly<Record<string, string | undefined>>;

export const readApiEnv = (source: EnvSource): ApiEnv => read(API, source);
export const readWorkerEnv = (source: EnvSource): WorkerEnv => read(WORKER, source);
export const readCodecEnv = (source: EnvSource): CodecEnv => read(CODEC, source);
export const readReplayEnv = (source: EnvSource): z.infer<typeof REPLAY> => read(REPLAY, source);
export const readMigrateEnv = (source: EnvSource): z.infer<typeof MIGRATE> => read(MIGRATE, source);
export const readSetupTemporalEnv = (source: EnvSource): TemporalEnv => read(SETUP_TEMPORAL, source);
export const readSetupStripeEnv = (source: EnvSource): StripeEnv => read(SETUP_STRIPE, source);

/** Every variable any process reads, for the documentation's test. */
export const ENV_NAMES: readonly string[] = [
  ...new Set(
    [API, WORKER, CODEC, MIGRATE, SETUP_TEMPORAL, SETUP_STRIPE].flatMap((schema) =>
      Object.keys(schema.shape),
    ),
  ),
];

/** Lists every problem at once, by variable; never shows a value, which may be a secret. */
export class BadEnv extends Error {
  override readonly name = 'BadEnv';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

function read<T>(schema: z.ZodType<T>, source: EnvSource): T {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim() !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new BadEnv(
    result.error.issues.map((issue) => {
      const name = String(issue.path[0] ?? 'environment');
      return given[name] === undefined && issue.code !== 'custom'
        ? `${name}: missing`
        : `${name}: ${issue.message}`;
    }),
  );
}

/** Reads the process's environment; on problems prints a line for each and exits with code 1. */
export function exitOnBadEnv<T>(readEnv: (source: EnvSource) => T): T {
  try {
    return readEnv(process.env);
  } catch (error) {
    if (!(error instanceof BadEnv)) throw error;
    for (const problem of error.problems) console.error(problem);
    process.exit(1);
  }
}
