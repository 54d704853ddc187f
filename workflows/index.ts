// The workflows a worker serves.

/**
 * Temporal's SDK takes a stack for each promise a workflow makes, for the query behind "Call Stack": its frames are a
 * third of a workflow's processor time (docs/performance.md), and the first few say where.
 */
Error.stackTraceLimit = 5;

export { aftercareWorkflow } from './aftercare-workflow.ts';
export { noticeWorkflow } from './notice-workflow.ts';
export { orderWorkflow } from './order-workflow.ts';
export { reconciliationWorkflow } from './reconciliation-workflow.ts';
export { resumedOrderWorkflow } from './resumed-order-workflow.ts';
