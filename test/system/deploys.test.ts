// One rollout with builds, on a real stack, by the commands of docs/deploys.md as they stand there: forth, back, and into trouble.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Child } from '../../dev/stack/child.ts';
import { AFTERCARE_WORKFLOW_TYPE, NOTICE_WORKFLOW_TYPE, ORDERS_TASK_QUEUE } from '../../domain/identity.ts';
import type { Close } from '../support/closing.ts';
import { blocksOf, type CommandLine, openCommandLine, promisesOf } from '../support/document-commands.ts';
import { startFellow } from '../support/fellow.ts';
import { bundleOtherBuild } from '../support/other-build.ts';
import { WISH } from '../support/stack-client.ts';
import { type System, systemForFile } from '../support/system-hooks.ts';

const BLOCKS = blocksOf('docs/deploys.md', 'sh').filter(({ state }) => state !== '');
const [OLD, NEW, FIX] = ['2026-11-26-1', '2026-11-27-1', '2026-11-26-2'];
const DEPLOYMENT = 'klikandgo-orders';
/** Milliseconds within which an order goes on. */
const SOON = 60_000;

let system: System;
let shell: CommandLine;
let connection: Connection;
let client: Client;
let otherBundle: string;
const workers: Close[] = [];
systemForFile((one) => {
  system = one;
});
beforeAll(async () => {
  shell = await openCommandLine();
  connection = await Connection.connect({ address: system.stack.info.temporal });
  client = new Client({ connection });
  otherBundle = join(system.stack.dataDir, 'other-bundle.js');
  await bundleOtherBuild(otherBundle);
}, 180_000);
afterAll(async () => {
  await Promise.all(workers.map((stop) => stop()));
  await connection?.close();
  shell?.close();
});

const run = new Set<string>();
/** @param state the word of the block. @returns what its commands printed. */
async function operate(state: string, variables: Readonly<Record<string, string>> = {}): Promise<string> {
  const block = BLOCKS.find((one) => one.state === state);
  if (block === undefined) throw new Error(`docs/deploys.md has no commands for ${state}`);
  run.add(state);
  const TEMPORAL_ADDRESS = system.stack.info.temporal;
  const said = await unlessTakenIn(() => shell.run(block, { OLD, NEW, FIX, TEMPORAL_ADDRESS, ...variables }));
  for (const text of promisesOf(block)) expect(said).toContain(text);
  return said;
}

/** What Temporal says for a moment while it takes in a new version: docs/deploys.md has the operator ask again. */
const TAKING_IN = 'Worker Deployment not found';

async function unlessTakenIn<T>(command: () => Promise<T>): Promise<T> {
  for (const giveUpAt = Date.now() + SOON; ; await sleep(500)) {
    try {
      return await command();
    } catch (error) {
      if (!String(error).includes(TAKING_IN) || Date.now() > giveUpAt) throw error;
    }
  }
}

/** Resolves once it polls. */
async function startWorker(buildId: string, bundle: Readonly<Record<string, string>> = {}): Promise<Child> {
  const env = { WORKER_BUILD_ID: buildId, ...bundle };
  const worker = await startFellow(system.stack, {
    kind: 'worker',
    name: `worker-${buildId}`,
    env,
    keep: (stop) => workers.push(stop),
  });
  await expect.poll(() => queuesOf(buildId), { timeout: SOON, interval: 300 }).toHaveLength(4);
  return worker;
}

/** Task queues and kinds of task that workers of the build have asked for. */
async function queuesOf(buildId: string) {
  const deploymentVersion = { deploymentName: DEPLOYMENT, buildId };
  const version = await client.workflowService
    .describeWorkerDeploymentVersion({ namespace: 'default', deploymentVersion })
    .catch(() => null);
  return version?.versionTaskQueues ?? [];
}

const NORMAL_QUEUE = 1;
const WORKFLOW_TASKS = 1;
/** Steps of orders that wait for a worker of whatever build, as the scaler of the Kubernetes manifests counts them. */
async function backlog(): Promise<number> {
  const { stats } = await client.workflowService.describeTaskQueue({
    namespace: 'default',
    taskQueue: { name: ORDERS_TASK_QUEUE, kind: NORMAL_QUEUE },
    taskQueueType: WORKFLOW_TASKS,
    reportStats: true,
  });
  return Number(stats?.approximateBacklogCount ?? 0);
}

/** As Temporal numbers them. */
const BEHAVIORS = ['none', 'PINNED', 'AUTO_UPGRADE'] as const;

/** `PINNED 2026-11-26-1`: how Temporal treats the workflow, and which build it goes on with. */
async function buildOf(workflowId: string): Promise<string> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  const info = raw.workflowExecutionInfo?.versioningInfo;
  if (!info) return 'none';
  // Whoever was moved is where the override says.
  const version = info.versioningOverride?.pinned?.version ?? info.deploymentVersion;
  return `${BEHAVIORS[info.behavior ?? 0]} ${version?.buildId}`;
}
const ofOrder = (orderId: string): Promise<string> => buildOf(`order-${orderId}`);

const place = async (): Promise<string> =>
  (await system.customer.place({ ...WISH, paymentMethod: 'ON_PICKUP' })).id;

/** Temporal's matching hears of a new current build a moment later. @returns an order that began with the build. */
async function placedOn(buildId: string): Promise<string> {
  for (const giveUpAt = Date.now() + SOON; Date.now() < giveUpAt; ) {
    const orderId = await place();
    if ((await ofOrder(orderId)) === `PINNED ${buildId}`) return orderId;
  }
  throw new Error(`no new order goes to ${buildId}`);
}

async function handOver(orderId: string): Promise<void> {
  for (const decision of ['accept', 'ready', 'collect'] as const)
    await system.butcher.decide(orderId, decision);
  await system.customer.waitFor(orderId, { status: 'COLLECTED' }, SOON);
}

const logOf = (buildId: string): string =>
  readFileSync(join(system.stack.dataDir, 'logs', `worker-${buildId}.log`), 'utf8');

/** From workers without a build to the first one. @returns an order under way. */
async function begin(): Promise<string> {
  await expect
    .poll(() => logOf(OLD), { timeout: SOON })
    .toContain(`build ${OLD} gets no new orders, the current one is none`);
  const without = await place();
  expect(await ofOrder(without)).toBe('none');
  await operate('first');
  await system.stack.halt('worker');
  await handOver(without);
  return placedOn(OLD);
}

/** What the exported orders say of the code of either build. */
async function askBefore(open: string): Promise<void> {
  expect(await operate('replay')).toMatch(new RegExp(`^replays .*order-${open}\\.json`, 'm'));
  const differing = operate('replay', { WORKFLOW_BUNDLE: otherBundle });
  const told: unknown = expect.stringMatching(/^DIFFERS /m);
  await expect(differing).rejects.toMatchObject({ stdout: told });
}

/** @param open of the old build. @returns an order of the new one. */
async function rollOut(open: string): Promise<string> {
  await operate('ramp');
  await operate('watch');
  await operate('rollout');
  const fresh = await placedOn(NEW);
  expect(await operate('drain')).toMatch(/Total: [1-9]/);
  await handOver(open);
  expect(await ofOrder(open)).toBe(`PINNED ${OLD}`);
  return fresh;
}

/** What Stripe says of an ended order, and what shops are told, follow the current build. */
async function startOthers(ended: string): Promise<void> {
  const aftercare = await client.workflow.signalWithStart(AFTERCARE_WORKFLOW_TYPE, {
    workflowId: `order-${ended}-aftercare`,
    taskQueue: ORDERS_TASK_QUEUE,
    args: [ended],
    signal: 'recheckPayment',
    signalArgs: [{ by: 'operator' }],
  });
  await aftercare.result();
  expect(await buildOf(aftercare.workflowId)).toBe(`PINNED ${OLD}`);
  const notices = client.workflow.list({ query: `WorkflowType='${NOTICE_WORKFLOW_TYPE}'` });
  const builds = new Set<string>();
  for await (const { workflowId } of notices) builds.add((await buildOf(workflowId)).split(' ')[0] ?? '');
  expect(builds).toContain('AUTO_UPGRADE');
  expect(builds).not.toContain('PINNED');
}

/** The workers of an order's build are gone, and others take it over. */
async function strand(old: Child): Promise<void> {
  const [one, other] = [await placedOn(OLD), await placedOn(OLD)];
  await old.stop();
  const ready = system.butcher.decide(one, 'accept');
  await expect(ready).rejects.toThrow('503');
  // Unlike an update, which Temporal only keeps in memory, a signal waits as a task.
  await client.workflow.getHandle(`order-${other}`).signal('accept', { by: 'operator' });
  await expect.poll(backlog, { timeout: SOON }).toBeGreaterThan(0);
  expect(await operate('stranded')).toContain(one);
  const fix = await startWorker(FIX);
  await operate('move', { ORDER: one });
  await handOver(one);
  await operate('move-all');
  await expect.poll(() => ofOrder(other), { timeout: SOON }).toBe(`PINNED ${FIX}`);
  await handOver(other);
  await fix.stop();
}

describe('docs/deploys.md', () => {
  it('a rollout, its rollback, a build without workers → every order ends, with the build it began with or was moved to', async () => {
    const old = await startWorker(OLD);
    const first = await begin();
    await askBefore(first);
    const fresh = await startWorker(NEW, { WORKFLOW_BUNDLE: otherBundle });
    await expect.poll(() => logOf(NEW), { timeout: SOON }).toContain(`the current one is ${OLD}`);
    const second = await rollOut(first);
    await operate('rollback');
    await placedOn(OLD);
    await handOver(second);
    expect(await ofOrder(second)).toBe(`PINNED ${NEW}`);
    await startOthers(second);
    await fresh.stop();
    await strand(old);
    expect(run).toEqual(new Set(BLOCKS.map(({ state }) => state)));
  }, 900_000);
});
