// What Temporal's client throws, as the API understands it: being away is never a fault of the service.
import { ServiceError } from '@temporalio/client';
import { expect, it } from 'vitest';
import { meaningOf } from '../../api/orders/temporal-errors.ts';

/** As the client wraps what the server answered. */
function answered(code: number, details: string): ServiceError {
  const grpc = Object.assign(new Error(`${code} ${details}`), { code, details, metadata: {} });
  return new ServiceError('Workflow Update failed', { cause: grpc });
}

it.each([
  ['a deadline that passed', 4, 'Deadline exceeded'],
  ['a queue that is full', 8, 'namespace rate limit exceeded'],
  [
    'a worker that gave up the task which was to take the update',
    9,
    'Unable to perform workflow execution update due to unexpected workflow task failure.',
  ],
  ['a server that is not there', 14, 'No connection established'],
])('%s → away: the same may be asked again', (_what, code, details) => {
  expect(meaningOf(answered(code, details))).toEqual({ kind: 'away' });
});

it.each([
  ['an argument that is wrong', 3],
  ['a right that is missing', 7],
])('%s → broken: asking again would not help', (_what, code) => {
  expect(meaningOf(answered(code, ''))).toEqual({ kind: 'broken' });
});
