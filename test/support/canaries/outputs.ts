// All that the scene has written down or sent, by where it can be read.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { ROOT } from '../../../dev/build/build.ts';
import { plainText } from './plain-text.ts';
import type { Scene } from './scene.ts';

export interface Output {
  /** Where it was read, e.g. `logs/api.log`. */
  readonly place: string;
  readonly content: Uint8Array | string;
}

/** Every file below a folder. */
export const filesIn = (folder: string, within = folder): Output[] =>
  readdirSync(within, { recursive: true, encoding: 'utf8' })
    .map((name) => join(within, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => ({ place: relative(folder, file), content: readFileSync(file) }));

export const logsOf = ({ stack, postgres }: Scene): Output[] => [
  ...filesIn(stack.dataDir, join(stack.dataDir, 'logs')),
  ...filesIn(postgres.folder, join(postgres.folder, 'logs')),
  { place: 'said by the stack', content: stack.said.join('\n') },
];

export async function metricsOf({ info }: Scene): Promise<Output[]> {
  return Promise.all(
    Object.entries(info.metrics).map(async ([place, url]) => ({
      place,
      content: await (await fetch(url)).text(),
    })),
  );
}

export const tracesOf = ({ collector }: Scene): Output[] =>
  collector.sent.map((content, index) => ({ place: `batch ${index}`, content }));

/** What refused requests were told. */
export const refusalsOf = ({ heard }: Scene): Output[] =>
  heard
    .filter(({ status }) => status >= 400)
    .map(({ asked, status, text }) => ({ place: `${asked} → ${status}`, content: text }));

/** Every workflow of the namespace: its whole history, and what the server tells of it beside that. */
export async function historiesOf({ info }: Scene): Promise<Output[]> {
  const connection = await Connection.connect({ address: info.temporal });
  try {
    const { workflow } = new Client({ connection });
    const outputs: Output[] = [];
    for await (const { workflowId, runId, type } of workflow.list()) {
      const handle = workflow.getHandle(workflowId, runId);
      const { raw } = await handle.describe();
      outputs.push({
        place: `${type} ${workflowId}`,
        content: plainText([raw, await handle.fetchHistory()]),
      });
    }
    return outputs;
  } finally {
    await connection.close();
  }
}

/** Rows of every table, as text. */
export async function tablesOf({ postgres }: Scene): Promise<Output[]> {
  const tables = await postgres.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  return Promise.all(
    tables.map(async ({ name }) => {
      const rows = await postgres.query(`SELECT to_jsonb(kept)::text AS row FROM "${String(name)}" AS kept`);
      return { place: String(name), content: rows.map(({ row }) => String(row)).join('\n') };
    }),
  );
}

/** How each process was called: anyone on the machine can read it. */
export const commandLinesOf = ({ stack }: Scene): Output[] =>
  (['api', 'worker', 'temporal', 'stripe'] as const).map((name) => ({
    place: name,
    content: readFileSync(`/proc/${stack.pidOf(name)}/cmdline`),
  }));

/** What everybody's browser loads. */
export const pagesOf = (): Output[] => filesIn(join(ROOT, 'dist'), join(ROOT, 'dist', 'web'));
