// The last API calls, for tests to look at. Card data never gets in.
import type { Form, FormValue } from './wire/form.ts';

const KEPT = 10_000;
const SECRET_NAMES = new Set(['number', 'cvc', 'exp_month', 'exp_year', 'exp']);

export interface LoggedRequest {
  readonly id: string;
  /** ISO 8601, of the double's clock. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly params: Form;
  readonly idempotencyKey: string | null;
  /** Null when the connection was dropped instead of answering. */
  readonly status: number | null;
  readonly replayed: boolean;
  readonly fault: string | null;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  /** Oldest first. */
  list(): readonly LoggedRequest[];
  clear(): void;
}

export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add(request) {
      requests.push(request);
      // Cut in large steps: shifting one by one would move the whole list at each call.
      if (requests.length > KEPT * 1.5) requests = requests.slice(-KEPT);
    },
    list: () => requests.slice(-KEPT),
    clear() {
      requests = [];
    },
  };
}

/** A copy without card numbers, codes and dates. */
export function redact(form: Form): Form {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      SECRET_NAMES.has(name) ? '[redacted]' : redactValue(value),
    ]),
  );
}

function redactValue(value: FormValue): FormValue {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(redactValue) : redact(value);
}
