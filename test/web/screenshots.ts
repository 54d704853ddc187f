// `npm run screenshots`: every page at three widths, for people to look at, in `screenshots/`. Names of pages: only these.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ROOT } from '../../dev/build/build.ts';
import { openShopApi } from '../../dev/demo/shop-api.ts';
import { openBrowser } from '../support/browser.ts';
import { closing } from '../support/closing.ts';
import { openAllDay } from '../support/shop-hours.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { pagesOf } from './every-page.ts';
import { DESK, NARROW, PHONE, visit } from './visitor.ts';

const FOLDER = join(ROOT, 'screenshots');

await closing(async (keep) => {
  const stack = await openAllDay(await openStack({}, { keep }));
  const browser = await openBrowser();
  keep(() => browser.close());
  mkdirSync(FOLDER, { recursive: true });
  await takeAll(stack, browser);
  console.log(`Screenshots: ${FOLDER}`);
});

async function takeAll({ info }: TestStack, browser: Browser): Promise<void> {
  const customer = openShopApi(info.api, info.tokens.customer);
  const butcher = openShopApi(info.api, info.tokens.butchers['boucherie-martin'] ?? '');
  const wanted = process.argv.slice(2);
  for (const shown of await pagesOf(info, { customer, butcher })) {
    if (wanted.length > 0 && !wanted.includes(shown.name)) continue;
    for (const viewport of [PHONE, DESK, NARROW]) {
      const visitor = await visit(browser, { base: info.api, token: shown.token, viewport });
      await shown.show(visitor);
      const file = `${shown.name}-${viewport.width}.png`;
      await visitor.page.screenshot({ path: join(FOLDER, file), fullPage: true });
      await visitor.context.close();
      console.log(file);
    }
  }
}
