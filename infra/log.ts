// The log of a process: JSON lines by pino, with secrets and personal data redacted wherever they stand.
import { type Logger, pino } from 'pino';
import { redactText } from './redact-text.ts';

export interface LogOptions {
  readonly name: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
}

const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'email',
  'phone',
  'note',
  'token',
  'password',
  'secret',
  'stripeKey',
];
const PATHS = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** Writes to standard output unless another destination is given. */
export function createLog(options: LogOptions, destination?: { write(line: string): void }): Logger {
  const settings = {
    name: options.name,
    level: options.level,
    redact: { paths: PATHS, censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    // A secret may hide in the text of an error: the finished line is looked through once more.
    hooks: { streamWrite: redactText },
  };
  return destination === undefined ? pino(settings) : pino(settings, destination);
}
