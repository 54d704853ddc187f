// Waiting for what comes by itself, with the patience of a machine that has other work too.
import { vi } from 'vitest';

/** Milliseconds; `expect.poll` has as much (`vitest.config.ts`). */
const PATIENCE = 15_000;

/** Asks until it throws no more. @throws what it threw last, when patience runs out. */
export const soon = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: PATIENCE });
