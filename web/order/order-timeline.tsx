// What happened to the order, in words; what concerns only operators is left out.
import { useQuery } from '@tanstack/react-query';
import type { Order, TimelineEntry } from '../api/bodies.ts';
import { timelineQuery } from '../api/queries.ts';
import { useWords } from '../language/words.tsx';

export function OrderTimeline({ order: { id, version } }: { readonly order: Order }) {
  const { texts } = useWords();
  const { data, isPending } = useQuery(timelineQuery(id));
  if (data === undefined && !isPending) return null;
  return (
    <section className="panel" aria-labelledby="timeline" aria-busy={isPending}>
      <h2 id="timeline">{texts.order.timeline}</h2>
      <ol className="timeline">
        {data === undefined ? <Places count={version} /> : null}
        {data?.map((entry) => (
          <Entry key={entry.sequence} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

/** Until the entries are there, their places: the version of an order is the number of its entries. */
function Places({ count }: { readonly count: number }) {
  return Array.from({ length: count }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
    <li key={index} className="entry" aria-hidden="true">
      <time>&nbsp;</time>
      <span>&nbsp;</span>
    </li>
  ));
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const { texts, formats } = useWords();
  const words = texts.timeline.kinds[entry.kind] ?? null;
  if (words === null) return null;
  return (
    <li className="entry">
      <time dateTime={entry.at}>{formats.dayAndClock(entry.at)}</time>
      <span>{words}</span>
    </li>
  );
}
