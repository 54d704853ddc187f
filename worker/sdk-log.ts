// Temporal's own log lines, in the form and with the redaction of ours.
import { type LogLevel, type LogMetadata, Runtime } from '@temporalio/worker';
import type { Log } from '../domain/ports/log.ts';

const METHODS = { TRACE: 'debug', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Must run before the first connection: the SDK's runtime is made once. */
export function useLog(log: Log): void {
  const line = (level: LogLevel, message: string, meta: LogMetadata = {}): void =>
    log[METHODS[level]](meta, message);
  Runtime.install({
    logger: {
      log: line,
      trace: (message, meta) => line('TRACE', message, meta),
      debug: (message, meta) => line('DEBUG', message, meta),
      info: (message, meta) => line('INFO', message, meta),
      warn: (message, meta) => line('WARN', message, meta),
      error: (message, meta) => line('ERROR', message, meta),
    },
  });
}
