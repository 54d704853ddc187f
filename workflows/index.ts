// The workflows a worker serves.
export { aftercareWorkflow } from './aftercare-workflow.ts';
export { noticeWorkflow } from './notice-workflow.ts';
export { orderWorkflow } from './order-workflow.ts';
export { reconciliationWorkflow } from './reconciliation-workflow.ts';
export { resumedOrderWorkflow } from './resumed-order-workflow.ts';
