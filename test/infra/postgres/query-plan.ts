// How PostgreSQL carries a statement out: which tables it reads whole, and how many rows of each it looks at.
import { z } from 'zod';
import type { SqlValue, Statement } from '../../../infra/postgres/database.ts';
import type { OrderDatabase } from './order-database.ts';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string | undefined;
  readonly 'Actual Rows'?: number | undefined;
  readonly 'Actual Loops'?: number | undefined;
  readonly 'Rows Removed by Filter'?: number | undefined;
  readonly 'Rows Removed by Index Recheck'?: number | undefined;
  readonly Plans?: readonly PlanNode[] | undefined;
}

const PlanNode: z.ZodType<PlanNode> = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number().optional(),
  'Actual Loops': z.number().optional(),
  'Rows Removed by Filter': z.number().optional(),
  'Rows Removed by Index Recheck': z.number().optional(),
  get Plans() {
    return z.array(PlanNode).optional();
  },
});
const Answer = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: PlanNode })) }));

export interface QueryPlan {
  /** Tables that are read from their first row to their last. */
  readonly scanned: readonly string[];
  /** Tables that are read at all. */
  readonly tables: readonly string[];
  /** Rows looked at, of all tables; those thrown away again count. */
  readonly rowsRead: number;
}

/** Of the statement as it is sent, with its values; it is carried out. */
export async function planOf(
  { sql }: OrderDatabase,
  { text }: Statement,
  values: readonly SqlValue[],
): Promise<QueryPlan> {
  return described(await sql(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...values]));
}

/** Of a statement that is planned once for all values. */
export async function genericPlanOf({ sql }: OrderDatabase, { text }: Statement): Promise<QueryPlan> {
  return described(await sql(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`));
}

function described(rows: unknown): QueryPlan {
  const reads = Answer.parse(rows)
    .flatMap((row) => row['QUERY PLAN'])
    .flatMap(({ Plan }) => nodesOf(Plan))
    .filter((node) => node['Relation Name'] !== undefined);
  const tableOf = (node: PlanNode): string => node['Relation Name'] ?? '';
  return {
    scanned: reads.filter((node) => node['Node Type'].endsWith('Seq Scan')).map(tableOf),
    tables: [...new Set(reads.map(tableOf))],
    rowsRead: reads.reduce((sum, node) => sum + rowsOf(node), 0),
  };
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

function rowsOf(node: PlanNode): number {
  const thrownAway = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return ((node['Actual Rows'] ?? 0) + thrownAway) * (node['Actual Loops'] ?? 1);
}
