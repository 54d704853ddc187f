// Lets the schema engine look at a live database: Prisma's adapter cannot read PostgreSQL's internal type "char".
import { ColumnTypeEnum, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';

const KIND_OF_CONSTRAINT = /\bconstr\.contype AS constraint_type\b/;
const FOREIGN_KEY_ACTION = /\bcon\.(confdeltype|confupdtype),/g;
const CHAR_COLUMNS = new Set(['constraint_type', 'confdeltype', 'confupdtype']);

/** Asks for those columns as text, and tells the engine that they are single characters. */
export function readCharColumns(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    queryRaw: async (query: Parameters<typeof queryRaw>[0]) => {
      const sql = query.sql
        .replace(KIND_OF_CONSTRAINT, 'constr.contype::text AS constraint_type')
        .replace(FOREIGN_KEY_ACTION, 'con.$1::text AS $1,');
      const answer = await queryRaw({ ...query, sql });
      const columnTypes = answer.columnTypes.map((type, index) =>
        CHAR_COLUMNS.has(answer.columnNames[index] ?? '') ? ColumnTypeEnum.Character : type,
      );
      return { ...answer, columnTypes };
    },
  });
}
