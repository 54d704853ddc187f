// What every test of the console asks of a page, and its pictures.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../dev/build/build.ts';

const SCREENSHOTS = join(ROOT, 'screenshots/console');

export const SIZES = { phone: { width: 390, height: 844 }, counter: { width: 1280, height: 800 } } as const;

/** For eyes: nothing compares them. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const width = page.viewportSize()?.width ?? 0;
  await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}.png`), fullPage: true });
}

/** @returns what can be pressed and is smaller than a finger. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, select, input:not([type=radio]), label.reason',
      ),
    ]
      .filter((element) => element.checkVisibility() && !element.classList.contains('skip'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 44 || box.width < 44)
      .map(({ element, box }) => `${element.textContent} ${box.width}×${box.height}`),
  );

/** Pixels by which the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
