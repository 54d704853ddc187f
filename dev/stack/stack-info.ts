// What the stack tells of itself: `.data/stack.json`, for scripts.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../processes/write-whole.ts';
import type { ChildName } from './pid-files.ts';

export interface StackInfo {
  readonly api: string;
  /** `host:port`. */
  readonly temporal: string;
  readonly temporalUi: string;
  readonly stripe: string;
  readonly webhookSecret: string;
  /** Where mails are read; empty where a real mail server stands in. */
  readonly mailbox: string;
  /** Where operators have payloads decrypted; empty where they are not encrypted. */
  readonly codec: string;
  /** Where each process shows its figures to Prometheus. */
  readonly metrics: { readonly api: string; readonly worker: string };
  readonly tokens: {
    readonly customer: string;
    readonly otherCustomer: string;
    readonly operator: string;
    readonly butchers: Readonly<Record<string, string>>;
  };
  readonly pids: Readonly<ChildPids>;
}

/** Null where a real piece stands in, or while a child is being started again; no `codec` where payloads are not encrypted. */
export type ChildPids = Record<Exclude<ChildName, 'codec'>, number | null> & { codec?: number | null };

const fileOf = (dataDir: string): string => join(dataDir, 'stack.json');

/** For its owner's eyes: there are tokens in it. */
export function writeStackInfo(dataDir: string, info: StackInfo): void {
  writeWhole(fileOf(dataDir), `${JSON.stringify(info, null, 2)}\n`, 0o600);
}

export function removeStackInfo(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}
