// A workflow's history as whoever reads Temporal's database sees it: nothing is decrypted.
import type { Connection } from '@temporalio/client';
import { Client } from '@temporalio/client';
import { z } from 'zod';

/** Every text in it, bytes read as text. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
}

const Payload = z.looseObject({
  metadata: z.looseObject({ encoding: z.instanceof(Uint8Array) }),
  data: z.instanceof(Uint8Array).nullish(),
});

export interface FoundPayload {
  /** Names of the fields that lead to it. */
  readonly path: string;
  readonly encoding: string;
  readonly keyId: string | null;
}

/** Every payload in it, wherever it stands. */
export function payloadsIn(value: unknown, path = ''): FoundPayload[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  const payload = Payload.safeParse(value).data;
  if (payload !== undefined) {
    const { encoding, 'encryption-key-id': keyId } = payload.metadata;
    return [{ path, encoding: utf8(encoding), keyId: keyId instanceof Uint8Array ? utf8(keyId) : null }];
  }
  return Object.entries(value).flatMap(([name, inner]) => payloadsIn(inner, `${path}/${name}`));
}

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** What Temporal itself must read, what its SDK notes for itself, and the ids of traces. */
const READABLE =
  /searchAttributes|\/markerRecordedEventAttributes\/details\/(?:data|patch-data)\/|\/header\//;

/** The payloads that hold something of an order. */
export const valuesIn = (value: unknown): FoundPayload[] =>
  payloadsIn(value).filter(({ path }) => !READABLE.test(path));

/** The events of the newest run. */
export async function rawHistory(connection: Connection, workflowId: string) {
  const { events } = await new Client({ connection }).workflow.getHandle(workflowId).fetchHistory();
  return events ?? [];
}

/** The histories of all workflows that visibility knows, by workflow id. */
export async function allHistories(connection: Connection): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const found = new Map<string, readonly unknown[]>();
  for await (const { workflowId } of new Client({ connection }).workflow.list())
    found.set(workflowId, await rawHistory(connection, workflowId));
  return found;
}
