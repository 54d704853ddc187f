// What is tried on our worker in place of what it has. docs/performance.md keeps what came of each.
import type { Variation } from '../compare/workers.ts';

export interface Variant extends Variation {
  readonly name: string;
}

/** The first is what all others are compared with. */
export const VARIANTS: readonly [Variant, ...Variant[]] = [
  { name: 'as it is' },
  { name: 'bundled plainly: modules loaded for each order, stacks of ten frames', isBundledPlainly: true },
  { name: 'a cache of 150 orders', settings: { maxCachedWorkflows: 150 } },
  { name: 'no source maps', flags: ['--no-enable-source-maps'] },
  { name: 'young generation of 16 MB', flags: ['--max-semi-space-size=16'] },
  { name: 'young generation of 32 MB', flags: ['--max-semi-space-size=32'] },
  { name: 'one workflow thread', settings: { workflowThreadPoolSize: 1 } },
  {
    name: 'pollers that scale by themselves',
    settings: {
      workflowTaskPollerBehavior: { type: 'autoscaling' },
      activityTaskPollerBehavior: { type: 'autoscaling' },
    },
  },
  {
    name: 'few pollers',
    settings: { maxConcurrentWorkflowTaskPolls: 4, maxConcurrentActivityTaskPolls: 3 },
  },
  {
    name: 'twice the pollers',
    settings: { maxConcurrentWorkflowTaskPolls: 20, maxConcurrentActivityTaskPolls: 20 },
  },
  { name: '10 workflow tasks at once', settings: { maxConcurrentWorkflowTaskExecutions: 10 } },
  { name: 'a V8 context for each order', settings: { reuseV8Context: false } },
];
