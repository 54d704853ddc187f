// Where the recorded histories are, and which there must be.
import { fileURLToPath } from 'node:url';
import { STORIES } from './stories.ts';

export const HISTORIES = fileURLToPath(new URL('./recorded/', import.meta.url));

/** Of earlier versions, kept where the present code could have gone another way. Never recorded again. */
export const EARLIER = fileURLToPath(new URL('./earlier/', import.meta.url));

export const RECONCILIATION = 'reconciliation.json';
export const NOTICE = 'notice.json';

/** The file names of every story's histories. */
export function expectedFiles(): string[] {
  const orders = Object.entries(STORIES).flatMap(([name, { after }]) =>
    after === undefined ? [`${name}.json`] : [`${name}.json`, `${name}.aftercare.json`],
  );
  return [...orders, RECONCILIATION, NOTICE];
}
