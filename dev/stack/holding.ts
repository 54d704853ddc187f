// What a stack holds while it runs, and how it lets go of it.
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { TokenServer } from '../tokens/server.ts';
import { type Child, createChild } from './child.ts';
import type { ChildPlan } from './child-plan.ts';
import type { Claim } from './claim.ts';
import { CHILDREN, type ChildName, forgetPid, recordPid } from './pid-files.ts';
import type { StackSettings } from './settings.ts';
import { type ChildPids, removeStackInfo, type StackInfo, writeStackInfo } from './stack-info.ts';

export interface Holding {
  readonly settings: StackSettings;
  readonly children: Map<ChildName, Child>;
  readonly pids: ChildPids;
  tokens: TokenServer | null;
  mailbox: Mailbox | null;
  claim: Claim | null;
  info: StackInfo | null;
  stopping: Promise<void> | null;
}

export const emptyHolding = (settings: StackSettings): Holding => ({
  settings,
  children: new Map(),
  pids: { api: null, worker: null, stripe: null, temporal: null, postgres: null },
  tokens: null,
  mailbox: null,
  claim: null,
  info: null,
  stopping: null,
});

/** Resolves when the child is ready. @throws also when the stack is being stopped. */
export async function startChild(holding: Holding, name: ChildName, plan: ChildPlan): Promise<void> {
  if (holding.stopping !== null) throw new Error('stopped');
  const { dataDir, say } = holding.settings;
  const child = createChild(plan, {
    say,
    onPid: (pid) => {
      holding.pids[name] = pid;
      if (pid === null) forgetPid(dataDir, name);
      else recordPid(dataDir, name, pid);
      if (holding.info !== null) writeStackInfo(dataDir, tell(holding, holding.info));
    },
  });
  holding.children.set(name, child);
  const startedAt = performance.now();
  await child.start();
  say(`${name} is up (${((performance.now() - startedAt) / 1_000).toFixed(1)} s).`);
}

/** Writes down what the stack tells of itself, with the pids of this moment. */
export function announce(holding: Holding, info: Omit<StackInfo, 'pids'>): StackInfo {
  const told = tell(holding, info);
  holding.info = told;
  writeStackInfo(holding.settings.dataDir, told);
  return told;
}

const tell = (holding: Holding, info: Omit<StackInfo, 'pids'>): StackInfo => ({
  ...info,
  pids: { ...holding.pids },
});

export function stopAll(holding: Holding): Promise<void> {
  holding.stopping ??= stopInOrder(holding);
  return holding.stopping;
}

async function stopInOrder(holding: Holding): Promise<void> {
  const { dataDir } = holding.settings;
  holding.info = null;
  // Without a claim the folder is another stack's.
  if (holding.claim !== null) removeStackInfo(dataDir);
  for (const name of CHILDREN) await holding.children.get(name)?.stop();
  await holding.tokens?.close();
  await holding.mailbox?.close();
  holding.claim?.release();
}
