// What is told of a collector that takes nothing: why, and nothing it says.
import { expect, it } from 'vitest';
import { troubleIn } from '../../../infra/tracing/trouble-in.ts';

it.each<[what: string, message: string, told: object]>([
  [
    'a refusal that repeats a header',
    JSON.stringify({
      name: 'OTLPExporterError',
      code: '401',
      message: 'no',
      data: 'not with key-1',
      stack: 'x',
    }),
    { trouble: 'OTLPExporterError', code: '401' },
  ],
  [
    'nobody there',
    JSON.stringify({ name: 'Error', code: 'ECONNREFUSED' }),
    { trouble: 'Error', code: 'ECONNREFUSED' },
  ],
  ['an error without a code', JSON.stringify({ name: 'Error' }), { trouble: 'Error' }],
  ['a code that is none', JSON.stringify({ name: 'a b', code: 'not with key-1' }), { trouble: 'unknown' }],
  ['what is no JSON', 'not with key-1', { trouble: 'unknown' }],
])('%s → its name and code alone', (_what, message, told) => {
  expect(troubleIn(message)).toEqual(told);
});
