// Every call to Stripe as one span, one log line where it went wrong, and figures: what it was, how it went, how long.
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { OrderId } from '../../domain/ids.ts';
import type { Log } from '../../domain/ports/log.ts';
import { type Duration, milliseconds } from '../../domain/time.ts';
import { currentOrder } from '../current-order.ts';
import { outcomeOfStatus, type StatusOutcome } from './stripe-answers.ts';

export interface StripeCall {
  readonly operation: string;
  /** Null where neither the call nor what it is made for names one. */
  readonly orderId: OrderId | null;
}

export interface StripeCallFigures {
  readonly operation: string;
  readonly outcome: StatusOutcome;
  /** From its turn to Stripe's answer. */
  readonly took: Duration;
  /** For its turn. */
  readonly waited: Duration;
}

type Make<R> = (onTurn: () => void) => Promise<R>;
interface Answered {
  getStatusCode(): number;
}
/** @param make makes the call; told when its turn has come. */
export type WatchCall = <R extends Answered>(call: StripeCall, make: Make<R>) => Promise<R>;

export const UNWATCHED: WatchCall = (_call, make) => make(() => {});

export interface StripeWatch {
  readonly log: Log;
  readonly measure: (figures: StripeCallFigures) => void;
}

const tracer = trace.getTracer('klikandgo-stripe');

export function watchStripe({ log, measure }: StripeWatch): WatchCall {
  return (call, make) => {
    const { operation } = call;
    // What the call itself names goes before what it is made for.
    const orderId = call.orderId ?? currentOrder();
    const attributes = orderId === null ? {} : { 'order.id': orderId };
    return tracer.startActiveSpan(
      `stripe.${operation}`,
      { kind: SpanKind.CLIENT, attributes },
      async (span) => {
        const timed = startTimes();
        let status: number | null = null;
        try {
          const answer = await make(timed.onTurn);
          status = answer.getStatusCode();
          return answer;
        } finally {
          const outcome = outcomeOfStatus(status);
          const figures = { operation, outcome, ...timed.end() };
          measure(figures);
          logCall(log, { ...figures, status, orderId });
          span.setAttributes({ 'stripe.outcome': outcome, 'http.response.status_code': status ?? 0 });
          if (outcome !== 'done' && outcome !== 'refused')
            span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
          span.end();
        }
      },
    );
  };
}

/** A refusal is an answer; whoever asked makes something of it. */
const LEVELS = { done: 'debug', refused: 'info', key_refused: 'warn', unknown: 'warn' } as const;

function logCall(
  log: Log,
  call: StripeCallFigures & { readonly status: number | null; readonly orderId: OrderId | null },
): void {
  const { operation, outcome, status, orderId } = call;
  const facts = {
    ...(orderId === null ? {} : { orderId }),
    operation,
    outcome,
    status,
    ms: Math.round(call.took),
    waitedMs: Math.round(call.waited),
  };
  log[LEVELS[outcome]](facts, 'stripe call');
}

function startTimes() {
  const askedAt = performance.now();
  let begunAt = askedAt;
  return {
    onTurn: () => {
      begunAt = performance.now();
    },
    end: () => ({
      waited: milliseconds(begunAt - askedAt),
      took: milliseconds(performance.now() - begunAt),
    }),
  };
}
