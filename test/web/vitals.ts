// `npm run vitals`: first visits on a middling phone and a slow line, several of each page; fails above the budgets.
// `npm run vitals -- --rounds 9 --desk shop butcher-decide`: how often, at the width of a desk, which pages.
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openShopApi } from '../../dev/demo/shop-api.ts';
import { openBrowser } from '../support/browser.ts';
import { closing } from '../support/closing.ts';
import { openAllDay } from '../support/shop-hours.ts';
import { openStack } from '../support/stack.ts';
import { pagesOf } from './every-page.ts';
import { measureIndex, PHONE_INDEX, slowerBy } from './phone-speed.ts';
import type { ShownPage } from './shown-page.ts';
import { DESK, PHONE } from './visitor.ts';
import { judgedAt, type Machine, medianOf, overBudget, TABLE_HEAD, tableRow } from './vitals-budgets.ts';
import { type SeenVisit, visitOnce } from './vitals-visit.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, desk: { type: 'boolean', default: false } },
});

await closing(async (keep) => {
  const { info } = await openAllDay(await openStack({}, { keep }));
  const browser = await openBrowser();
  keep(() => browser.close());
  const customer = openShopApi(info.api, info.tokens.customer);
  const butcher = openShopApi(info.api, info.tokens.butchers['boucherie-martin'] ?? '');
  const every = await pagesOf(info, { customer, butcher });
  const shown = every.filter(
    ({ name, isTroubled }) => isTroubled !== true && (positionals.length === 0 || positionals.includes(name)),
  );
  const index = await measureIndex(browser);
  const wish = { base: info.api, viewport: values.desk ? DESK : PHONE, slower: slowerBy(index) };
  console.error(
    `This processor: ${index.toFixed(0)}, the phone: ${PHONE_INDEX} (Lighthouse's benchmark index).`,
  );
  const visits = await measureAll(shown, (page) => visitOnce(browser, page, wish));
  report(visits, { load: loadavg()[1] ?? 0, cores: availableParallelism(), index });
});

/** Page after page, then again: what disturbs the machine for a while disturbs one visit of each. */
async function measureAll(
  pages: readonly ShownPage[],
  visitPage: (page: ShownPage) => Promise<SeenVisit>,
): Promise<ReadonlyMap<string, readonly SeenVisit[]>> {
  const visits = new Map<string, SeenVisit[]>(pages.map(({ name }) => [name, []]));
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    for (const page of pages) visits.get(page.name)?.push(await visitPage(page));
    console.error(`round ${round} of ${values.rounds}`);
  }
  return visits;
}

function report(visits: ReadonlyMap<string, readonly SeenVisit[]>, machine: Machine): void {
  const judged = judgedAt(machine);
  const middles = [...visits].map(([name, seen]) => ({ name, vitals: medianOf(seen) }));
  console.log([...TABLE_HEAD, ...middles.map(({ name, vitals }) => tableRow(name, vitals))].join('\n'));
  for (const [name, [first]] of visits)
    for (const line of first?.moved.slice(0, 3) ?? []) console.log(`moved on ${name}: ${line}`);
  const over = middles.flatMap((page) => overBudget(page, judged));
  console.log(
    `Load ${machine.load.toFixed(1)}, index ${machine.index.toFixed(0)}; judged: ${judged.join(', ')}.`,
  );
  console.log(over.length === 0 ? 'Every budget is kept.' : over.join('\n'));
  process.exitCode = over.length === 0 ? 0 : 1;
}
