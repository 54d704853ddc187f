// Whether a run may say that killed workers were replaced in time.
import { expect, it } from 'vitest';
import { slowWorkers, WORKER_P99 } from './recovery.ts';

const worker = (after: number) => ({ victim: 'worker', after }) as const;

it.each([
  ['no worker was killed', { samples: [], kills: 0 }, 0],
  ['killed, and nothing measured', { samples: [{ victim: 'api', after: 1 } as const], kills: 2 }, 1],
  ['measured, in time', { samples: [worker(WORKER_P99)], kills: 1 }, 0],
  ['measured, too late', { samples: [worker(1), worker(WORKER_P99 + 1)], kills: 2 }, 1],
])('%s', (_case, { samples, kills }, wrong) => {
  expect(slowWorkers(samples, kills)).toHaveLength(wrong);
});
