// The port NoticeStarter on Temporal: one workflow for each fact, on a queue of their own.
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { NOTICE_WORKFLOW_TYPE, NOTICES_TASK_QUEUE, noticeWorkflowId } from '../../domain/identity.ts';
import { NOTICE_PAUSE, type StartedNotice } from '../../domain/notices/notice.ts';
import type { NoticeStarter } from '../../domain/ports/notice-follower.ts';

/** Milliseconds for what only Temporal has to take. */
const DEADLINE = 5_000;

export function openNoticeStarter({ workflow }: Client, taskQueue = NOTICES_TASK_QUEUE): NoticeStarter {
  return {
    start: async (notice) => {
      const options = {
        workflowId: noticeWorkflowId(notice),
        taskQueue,
        // A timer in the workflow would cost a task and five events more.
        startDelay: NOTICE_PAUSE,
        args: [{ ...notice, isPauseOver: true }] satisfies [StartedNotice],
        workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
        workflowIdConflictPolicy: 'USE_EXISTING' as const,
        staticSummary: `${notice.kind} de la commande ${notice.orderId} : ${notice.channels.join(', ')}`,
      };
      try {
        await workflow.withDeadline(Date.now() + DEADLINE, () =>
          workflow.start(NOTICE_WORKFLOW_TYPE, options),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
  };
}
