// What presses: the sender, the bare route beside it, and an eye on the memory of who is pressed.

import { type Choices, seeded } from '../simulation/choices.ts';
import type { TestStack } from '../support/stack.ts';
import { startBareRoute } from './bare-process.ts';
import { type Delivery, genuine, withForged } from './deliveries.ts';
import { watchMemory } from './memory.ts';
import { type Pace, type Pressure, pressInRounds } from './rounds.ts';
import { createSender } from './sender.ts';
import type { ToldEvent } from './told-events.ts';
import type { Memory } from './verdict.ts';

export interface Wave {
  /** Sends each event so many times, all shuffled, forged ones among them. */
  press(events: readonly (readonly [event: ToldEvent, times: number])[]): Promise<void>;
  /** @returns MB, the median of each third of the time since the start. */
  memory(): Memory;
  close(): Promise<void>;
}

const FORGED_PERCENT = 5;

export async function openWave(
  stack: TestStack,
  { pace, seed, pressure }: { pace: Pace; seed: number; pressure: Pressure },
): Promise<Wave> {
  const secret = stack.info.webhookSecret;
  const choices: Choices = seeded(seed);
  const sender = createSender();
  const bare = await startBareRoute();
  const api = watchMemory(stack.pidOf('api'));
  const worker = watchMemory(stack.pidOf('worker'));
  const places = { webhook: `${stack.info.api}/api/webhooks/stripe`, bare: bare.url };
  return {
    press(events) {
      const deliveries = events.flatMap(([{ body }, times]) =>
        Array.from({ length: times }, (): Delivery => genuine(body, secret)),
      );
      const all = withForged(deliveries, { secret, percent: FORGED_PERCENT, choices });
      return pressInRounds({ sender, places, pace }, all, pressure);
    },
    memory: () => ({ api: api.stop(), worker: worker.stop() }),
    async close() {
      api.stop();
      worker.stop();
      sender.close();
      await bare.close();
    },
  };
}
