// What counts as calling Stripe too fast.
import { expect, it } from 'vitest';
import { tooFast } from './stripe-limit.ts';

const LISTS = 'GET /v1/events';
const PAGES = 'POST /v1/checkout/sessions';

it.each([
  ['as much as it takes', { [LISTS]: { peak: 25, refused: 0, calls: 500 } }, []],
  ['one endpoint too fast', { [LISTS]: { peak: 26, refused: 1, calls: 500 } }, [/^GET .* 26 times/]],
  [
    'more than 1 % refused',
    { [LISTS]: { peak: 25, refused: 3, calls: 100 }, [PAGES]: { peak: 1, refused: 0, calls: 100 } },
    [/^3 of 200 calls/],
  ],
  ['nobody called', {}, [/^nobody/]],
])('%s', (_case, endpoints, lines) => {
  expect(tooFast(endpoints)).toEqual(lines.map((line): unknown => expect.stringMatching(line)));
});
