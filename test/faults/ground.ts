// What a run of faults stands on: a stack whose worker stops at failpoints, the gate it asks, and the people.
import { FAILPOINTS_URL } from '../../dev/failpoints/failpoint.ts';
import type { Keep } from '../support/closing.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { type Cast, gatherCast } from './cast.ts';
import { type Gate, openGate } from './gate.ts';

export interface Ground {
  readonly stack: TestStack;
  readonly gate: Gate;
  readonly cast: Cast;
  close(): Promise<void>;
}

/** @param keep is told of the stack before it starts. */
export async function openGround(keep: Keep = () => undefined): Promise<Ground> {
  const gate = await openGate();
  try {
    const worker = { path: 'dev/failpoints/main.js', env: { [FAILPOINTS_URL]: gate.url } };
    const stack = await openStack({}, { worker, keep });
    return {
      stack,
      gate,
      cast: gatherCast(stack),
      async close() {
        await stack.close();
        await gate.close();
      },
    };
  } catch (error) {
    await gate.close();
    throw error;
  }
}
