// The workflows a worker serves.
export { orderWorkflow } from './order-workflow.ts';
