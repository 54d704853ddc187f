// PromQL, read by Prometheus' own grammar: which metrics a query selects, by which labels.
import { parser } from '@prometheus-io/lezer-promql';

export interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
}

export interface Query {
  readonly selectors: readonly Selector[];
  /** Labels it groups by. */
  readonly grouping: readonly string[];
}

type Node = ReturnType<ReturnType<typeof parser.parse>['cursor']>['node'];

/** @throws when it is no PromQL. */
export function readQuery(text: string): Query {
  const selectors: Selector[] = [];
  const grouping: string[] = [];
  const textOf = (node: Node | null): string => (node === null ? '' : text.slice(node.from, node.to));
  parser.parse(text).iterate({
    enter: ({ node }) => {
      if (node.type.isError) throw new Error(`no PromQL at ${node.from}: ${text}`);
      if (node.name === 'GroupingLabels') grouping.push(...node.getChildren('LabelName').map(textOf));
      if (node.name !== 'VectorSelector') return;
      const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
      selectors.push({
        metric: textOf(node.getChild('Identifier')),
        matchers: matchers.map((matcher) => ({
          label: textOf(matcher.getChild('LabelName')),
          operator: textOf(matcher.getChild('MatchOp')),
          value: textOf(matcher.getChild('StringLiteral')).slice(1, -1),
        })),
      });
    },
  });
  return { selectors, grouping };
}

/** Whether a value is one that the matcher lets through. */
export function isMatch({ operator, value }: Selector['matchers'][number], found: string): boolean {
  const isSame = operator.endsWith('~') ? new RegExp(`^(?:${value})$`).test(found) : found === value;
  return operator.startsWith('!') ? !isSame : isSame;
}
