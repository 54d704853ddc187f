// `npm run histories`: lives every story once and keeps its histories. Only where no order of an older shape can be open.
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../dev/build/build.ts';
import { openBench } from '../support/order-scenario.ts';
import { openTimeSkipping } from '../support/temporal.ts';
import { HISTORIES, NOTICE, RECONCILIATION } from './histories.ts';
import { liveNotice } from './live-notice.ts';
import { liveReconciliation } from './live-reconciliation.ts';
import { liveStory } from './live-story.ts';
import { STORIES } from './stories.ts';

const env = await openTimeSkipping();
try {
  const recorded = new Map<string, string>();
  for (const [name, story] of Object.entries(STORIES)) {
    console.log(name);
    for (const [file, history] of await liveStory(await openBench(env), name, story)) {
      recorded.set(file, history);
    }
  }
  recorded.set(RECONCILIATION, await liveReconciliation(env));
  recorded.set(NOTICE, await liveNotice(env));
  for (const file of await readdir(HISTORIES)) if (file.endsWith('.json')) await rm(join(HISTORIES, file));
  // Where this machine keeps the code is nobody's business.
  for (const [file, history] of recorded)
    await writeFile(join(HISTORIES, file), history.replaceAll(join(ROOT, '/'), ''));
  console.log(`${recorded.size} histories recorded.`);
} finally {
  await env.teardown();
}
