// A: our orders, by the same commands the API sends.
import type { Client } from '@temporalio/client';
import { openOrderCommands } from '../../../api/orders/temporal-order-commands.ts';
import { actor } from '../../../domain/actor.ts';
import { openFactTeller } from '../../../infra/temporal/temporal-fact-teller.ts';
import { stripeEventSignal } from '../../../workflows/messages.ts';
import type { Contender } from '../compare/contender.ts';
import { paidSession } from '../compare/paid.ts';

const BUTCHER = actor('butcher', 'user_bench_butcher');

export function openOurs(client: Client): Contender {
  const commands = openOrderCommands(client);
  const facts = openFactTeller(client, { signal: stripeEventSignal, statusOf: async () => null });
  return {
    letter: 'A',
    live: async (placed) => {
      const { orderId } = placed;
      const startedAt = performance.now();
      const outcome = await commands.place(placed);
      if (outcome.kind !== 'placed' || outcome.placement.checkout === null)
        throw new Error(`order ${orderId} got no payment page`);
      const checkoutMs = performance.now() - startedAt;
      const session = paidSession(placed, outcome.placement.checkout);
      await facts.tellFact(orderId, { kind: 'SESSION_COMPLETED', eventId: `evt_${orderId}`, session });
      const decided = await commands.decide(orderId, { kind: 'accept', by: BUTCHER });
      if (decided.kind !== 'decided') throw new Error(`order ${orderId} was not accepted: ${decided.kind}`);
      return { checkoutMs };
    },
  };
}
