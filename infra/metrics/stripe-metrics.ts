// Calls to Stripe, by what they are and how they went.
import { Histogram, type Registry } from 'prom-client';
import type { StripeWatch } from '../stripe/stripe-watch.ts';
import { CALLS } from './buckets.ts';
import { inSeconds } from './in-seconds.ts';

export function openStripeMetrics(register: Registry): StripeWatch['measure'] {
  const calls = new Histogram({
    name: 'klikandgo_stripe_call_duration_seconds',
    help: "From a call's turn to Stripe's answer",
    labelNames: ['operation', 'outcome'],
    buckets: CALLS,
    registers: [register],
  });
  const waits = new Histogram({
    name: 'klikandgo_stripe_call_wait_seconds',
    help: 'How long calls wait for their turn, so that Stripe is not asked too often',
    buckets: CALLS,
    registers: [register],
  });
  return ({ operation, outcome, took, waited }) => {
    calls.observe({ operation, outcome }, inSeconds(took));
    waits.observe(inSeconds(waited));
  };
}
