// Every page, as every kind of eye and machine sees it: accessibility, narrow screens, and what browsers complain of.
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { openShopApi } from '../../dev/demo/shop-api.ts';
import { seriousFlaws } from './axe.ts';
import { pagesOf } from './every-page.ts';
import type { ShownPage } from './shown-page.ts';
import { IS_SKIPPED, type Storefront, storefrontForFile } from './storefront-hooks.ts';
import { DESK, NARROW, PHONE, visit } from './visitor.ts';

let pages: Promise<readonly ShownPage[]> | undefined;
let storefront: Storefront;
storefrontForFile((opened) => {
  storefront = opened;
});
afterAll(() => {
  pages = undefined;
});

/** Their orders are made once, for all tests. */
function everyPage(): Promise<readonly ShownPage[]> {
  const { info } = storefront.stack;
  pages ??= pagesOf(info, {
    customer: openShopApi(info.api, info.tokens.customer),
    butcher: storefront.butcher,
  });
  return pages;
}

/** @param look is given each page as it is shown at that width. */
async function lookAtAll(viewport: typeof PHONE, look: (page: Page, name: string) => Promise<void>) {
  for (const shown of await everyPage()) {
    const base = storefront.stack.info.api;
    const visitor = await visit(storefront.browser, { base, token: shown.token, viewport });
    await shown.show(visitor);
    await look(visitor.page, shown.name);
    await visitor.context.close();
  }
}

describe.skipIf(IS_SKIPPED)('every page', () => {
  it.each([PHONE, DESK])(
    'at $width px → axe finds nothing serious',
    async (viewport) => {
      let looked = 0;
      await lookAtAll(viewport, async (page, name) => {
        expect(await seriousFlaws(page), name).toEqual([]);
        looked += 1;
      });
      expect(looked).toBeGreaterThan(12);
    },
    300_000,
  );

  it('a planted flaw → found', async () => {
    const stranger = await storefront.newStranger();
    await stranger.open('/panier');
    await stranger.page.evaluate(() => {
      document
        .querySelector('h1')
        ?.insertAdjacentHTML('afterend', '<button></button><img src="/assets/a.png">');
    });
    const flaws = (await seriousFlaws(stranger.page)).map((flaw) => flaw.split(':')[0]);
    expect(flaws).toEqual(expect.arrayContaining(['button-name', 'image-alt']));
  });

  it('at 320 px → nothing sticks out to the side, and everything to press is 44 px or more', async () => {
    await lookAtAll(NARROW, async (page, name) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, name).toBeLessThanOrEqual(NARROW.width);
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            'main button, main select, main input:not([type=radio]), main a.button, header a',
          ),
        ]
          .map((element) => ({ text: element.textContent, height: element.getBoundingClientRect().height }))
          .filter(({ height }) => height > 0 && height < 43.9),
      );
      expect(small, name).toEqual([]);
    });
  }, 300_000);

  it('→ no script fails, nothing is loaded from elsewhere or against the policy', async () => {
    const base = storefront.stack.info.api;
    for (const shown of await everyPage()) {
      const visitor = await visit(storefront.browser, { base, token: shown.token });
      const complaints: string[] = [];
      visitor.page.on('pageerror', ({ message }) => complaints.push(message));
      visitor.page.on('console', (line) => {
        // An answer of 401 or 404 is what these pages are about.
        if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) {
          complaints.push(line.text());
        }
      });
      visitor.page.on('request', (request) => {
        if (!request.url().startsWith(base)) complaints.push(request.url());
      });
      await shown.show(visitor);
      expect(complaints, shown.name).toEqual([]);
      await visitor.context.close();
    }
  }, 300_000);
});
