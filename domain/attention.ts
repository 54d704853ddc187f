// Why an operator has to look at an order: a set of causes, each raised and cleared by its own event. None hides another.
import { ATTENTION_CODES, type AttentionCode, type Causes } from './order-event.ts';
import type { PaymentStatus } from './order-status.ts';

/** Causes that stand, and those a person has put away since they were last raised. */
export interface Attention {
  readonly attention: Causes;
  readonly acknowledged: Causes;
}

export const causes = (...codes: readonly AttentionCode[]): Causes =>
  ATTENTION_CODES.filter((code) => codes.includes(code));

export const without = (standing: Causes, ...settled: readonly AttentionCode[]): Causes =>
  standing.filter((code) => !settled.includes(code));

/** Raised anew, it calls again, whoever put it away before. */
export function raised({ attention, acknowledged }: Attention, code: AttentionCode): Attention {
  return { attention: causes(...attention, code), acknowledged: without(acknowledged, code) };
}

export function putAway({ attention, acknowledged }: Attention, code: AttentionCode): Attention {
  return { attention: without(attention, code), acknowledged: causes(...acknowledged, code) };
}

/** Whether somebody was told of it, and may have put it away. */
export const isTold = ({ attention, acknowledged }: Attention, code: AttentionCode): boolean =>
  attention.includes(code) || acknowledged.includes(code);

/** As versions before 0.2 wrote it, in histories and in activities under way: one cause, or none. */
export interface OneCause {
  readonly attention: AttentionCode | null;
  readonly acknowledged?: undefined;
}

/** One cause may have hidden what the payment itself calls for. */
export function readAttention(
  state: (Attention | OneCause) & { readonly paymentStatus: PaymentStatus },
): Attention {
  const { attention, acknowledged, paymentStatus } = state;
  if (acknowledged !== undefined) return { attention, acknowledged };
  const hidden = paymentStatus === 'REFUND_FAILED' || paymentStatus === 'DISPUTED' ? [paymentStatus] : [];
  return { attention: causes(...(attention === null ? [] : [attention]), ...hidden), acknowledged: [] };
}
