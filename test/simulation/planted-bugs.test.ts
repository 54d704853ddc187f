// Bugs can only be planted where the code is still as they know it: `npm run simulate:mutants` hunts them, at length.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PLANTED_BUGS } from './planted-bugs.ts';

it.each(PLANTED_BUGS)('“$name” has one place in $file', ({ file, find, replace }) => {
  expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});
