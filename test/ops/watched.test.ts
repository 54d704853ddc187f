// The dashboard and the alert rules as files: each query is PromQL, each alert leads somewhere.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../dev/build/build.ts';
import { isMatch, readQuery } from './promql.ts';
import { alerts, CONFIG_FILE, panels, queries, RULES_FILE } from './watched.ts';

/** As GitHub makes them of headings. */
const anchorsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

const promtool = (...args: string[]) => spawnSync('promtool', args, { encoding: 'utf8' });
const isSkipped = promtool('--version').status !== 0;
if (isSkipped) console.warn('SKIPPED: the alert rules are not checked by promtool, which is not installed.');

describe('a query', () => {
  it.each(queries)('%s: %s → PromQL that selects something', (_where, query) => {
    const { selectors } = readQuery(query);
    expect(selectors.length).toBeGreaterThan(0);
    expect(selectors.filter(({ metric }) => metric === '')).toEqual([]);
  });

  it('that is no PromQL is found out', () => {
    expect(() => readQuery('sum by (x rate(a[5m])')).toThrow('no PromQL');
  });

  it('→ its metrics, labels and groups', () => {
    expect(readQuery('sum by (c) (rate(m_total{a="1",b!~"2|3"}[5m])) / n')).toEqual({
      selectors: [
        {
          metric: 'm_total',
          matchers: [
            { label: 'a', operator: '=', value: '1' },
            { label: 'b', operator: '!~', value: '2|3' },
          ],
        },
        { metric: 'n', matchers: [] },
      ],
      grouping: ['c'],
    });
  });

  it.each([
    ['=', 'x', 'x', true],
    ['=', 'x', 'xy', false],
    ['!=', 'x', 'xy', true],
    ['=~', 'x|y', 'y', true],
    ['=~', 'x|y', 'xy', false],
    ['!~', 'x|y', 'y', false],
  ])('label %s "%s" and the value %s → match: %s', (...[operator, value, found, expected]) => {
    expect(isMatch({ label: 'l', operator, value }, found)).toBe(expected);
  });
});

describe('an alert', () => {
  it('has a name of its own', () => {
    const names = alerts.map(({ alert }) => alert);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(alerts.map(({ alert, annotations }) => [alert, annotations.runbook]))(
    '%s → a runbook that is there: %s',
    (_alert, runbook) => {
      const [file = '', anchor = ''] = runbook.split('#');
      expect(anchorsOf(readFileSync(join(ROOT, file), 'utf8'))).toContain(anchor);
    },
  );

  it.skipIf(isSkipped).each([
    ['rules', RULES_FILE],
    ['config', CONFIG_FILE],
  ])('promtool check %s → well', (what, file) => {
    const { status, stdout, stderr } = promtool('check', what, file);
    expect(status, `${stdout}${stderr}`).toBe(0);
  });
});

describe('the alerts', () => {
  it.skipIf(isSkipped)('fire when they should, and only then: alerts.test.yml', () => {
    const { status, stdout, stderr } = promtool('test', 'rules', 'ops/prometheus/alerts.test.yml');
    expect(status, `${stdout}${stderr}`).toBe(0);
  });
});

describe('the dashboard', () => {
  it('shows each panel once, beside the others', () => {
    const ids = panels.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(cells).toHaveLength(new Set(cells).size);
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });
});
