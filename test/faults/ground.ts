// What a run of faults stands on: a stack whose worker stops at failpoints, the gate it asks, and the people.
import { FAILPOINTS_URL } from '../../dev/failpoints/failpoint.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { type Cast, gatherCast } from './cast.ts';
import { type Gate, openGate } from './gate.ts';

export interface Ground {
  readonly stack: TestStack;
  readonly gate: Gate;
  readonly cast: Cast;
  close(): Promise<void>;
}

export async function openGround(): Promise<Ground> {
  const gate = await openGate();
  try {
    const worker = { path: 'dev/failpoints/main.js', env: { [FAILPOINTS_URL]: gate.url } };
    const stack = await openStack({}, { worker });
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
