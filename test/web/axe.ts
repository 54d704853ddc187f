// What axe finds on a page that keeps people from using it.
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** @returns what is serious or critical, one line for each place: `rule: element`, and what to do. */
export async function seriousFlaws(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // The script above has just put it there.
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: (at: Document) => Promise<AxeResults> } }).axe.run(document),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
}
