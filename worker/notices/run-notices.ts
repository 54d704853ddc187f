// The notices of a worker process: follows the feed while it leads, and sends what any process has started.
import { createNoticeActivities } from '../../activities/notices/activities.ts';
import type { WorkerEnv } from '../../infra/env.ts';
import { hearOrderNews } from '../../infra/postgres/order-news.ts';
import type { WorkerGround } from '../worker-frame.ts';
import { followFeed } from './follow-feed.ts';
import { followerPorts, type NoticeGround, noticePorts } from './notice-ports.ts';
import { createNoticesWorker } from './notices-worker.ts';

interface Ground extends NoticeGround, WorkerGround {
  readonly env: WorkerEnv;
}

export interface Notices {
  /** Rejects when the worker breaks. */
  readonly running: Promise<void>;
  /** No new notices are started; what is under way comes to its end. */
  close(): Promise<void>;
}

/** The one among all workers that follows the feed holds this advisory lock: "noti", in ASCII. */
export const LEADER_LOCK = 0x6e_6f_74_69;
/** Seconds kept back from the deadline for letting go and closing connections. */
const CLOSING = 8;

export async function runNotices(ground: Ground): Promise<Notices> {
  const { env, log, temporal, tracing } = ground;
  const worker = await createNoticesWorker({
    env,
    temporal,
    tracing,
    activities: createNoticeActivities(noticePorts(ground)),
    grace: Math.max(1, env.SHUTDOWN_DEADLINE_SECONDS - CLOSING),
  });
  if (env.SMTP_URL === undefined) log.info({}, 'SMTP_URL is not set: nobody is told of orders by mail');
  const follower = followFeed(followerPorts(ground));
  const news = hearOrderNews({
    url: env.DATABASE_URL,
    log,
    hear: (one) => follower.hear(one),
    lock: LEADER_LOCK,
  });
  const running = worker.run();
  return {
    running,
    close: async () => {
      await news.close();
      await follower.close();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
    },
  };
}
