// How the tests run: shuffled within each file, two files at a time, with the patience that real servers need.
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/support/closing-line.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/prepare.ts'],
    sequence: { shuffle: { tests: true, files: false } },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // What is waited for comes by itself; a second, the default, is little on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    reporters: ['default', new ClosingLine()],
  },
});
