// Temporal servers for tests.
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';

const TYPES = temporal.api.enums.v1.IndexedValueType;
const INDEXED = {
  Keyword: TYPES.INDEXED_VALUE_TYPE_KEYWORD,
  Datetime: TYPES.INDEXED_VALUE_TYPE_DATETIME,
  Bool: TYPES.INDEXED_VALUE_TYPE_BOOL,
} as const;

/** A server whose clock jumps to the next timer whenever nothing else is left to do. */
export async function openTimeSkipping(): Promise<TestWorkflowEnvironment> {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: process.env.TEMPORAL_TEST_SERVER ?? '' } },
  });
  const searchAttributes = Object.fromEntries(
    Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, INDEXED[type]]),
  );
  await env.connection.operatorService.addSearchAttributes({ namespace: 'default', searchAttributes });
  return env;
}
