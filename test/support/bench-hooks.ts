// Hooks of a file of workflow tests: one server for the file, as a rule a time-skipping one, a fresh bench for each test.
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Bench, openBench } from './order-scenario.ts';
import { openTimeSkipping } from './temporal.ts';

/** @param take keeps the bench of the test that is about to run. */
export function benchForEachTest(take: (bench: Bench) => void, openServer = openTimeSkipping): void {
  let env: TestWorkflowEnvironment | undefined;
  beforeAll(async () => {
    env = await openServer();
  });
  beforeEach(async () => {
    if (env !== undefined) take(await openBench(env));
  });
  afterAll(() => env?.teardown());
}
