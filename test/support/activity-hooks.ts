// Hooks of a file of activity tests: one world for the file, calm again after each test.
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type ActivityWorld, openActivityWorld } from './activity-world.ts';

/** @param take keeps the world of the file. Everything the double says is checked against the SDK's types. */
export function activityWorldForFile(take: (world: ActivityWorld) => void): void {
  let world: ActivityWorld | undefined;
  beforeAll(async () => {
    world = await openActivityWorld();
    take(world);
  });
  afterEach(async () => {
    await world?.double.control('/faults/clear');
    await world?.double.control('/balance', { mode: 'unlimited' });
    expect(world?.double.problems).toEqual([]);
  });
  afterAll(() => world?.close());
}
