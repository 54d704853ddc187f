// Test projects: fast ones run shuffled in parallel; those that start servers run one file at a time.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    sequence: { shuffle: { tests: true, files: false } },
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
