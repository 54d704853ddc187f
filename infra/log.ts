// The log of a process: JSON lines by pino, with secrets and personal data redacted wherever they stand.
import { trace } from '@opentelemetry/api';
import { type Logger, pino } from 'pino';
import { currentOrder } from './current-order.ts';
import { redactText } from './redact-text.ts';
import { toldError } from './told-error.ts';

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
    serializers: { err: toldError, error: toldError },
    redact: { paths: PATHS, censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: surroundings,
    // A secret may hide in the text of an error: the finished line is looked through once more.
    hooks: { streamWrite: redactText },
  };
  return destination === undefined ? pino(settings) : pino(settings, destination);
}

/** What the work belongs to in which the line is written; a line that names an order itself keeps it. */
function surroundings(): object {
  const orderId = currentOrder();
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return { ...(orderId === null ? {} : { orderId }), ...(traceId === undefined ? {} : { traceId }) };
}
