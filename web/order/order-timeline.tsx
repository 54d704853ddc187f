// What happened to the order, in words; what concerns only operators is left out.
import { useQuery } from '@tanstack/react-query';
import type { TimelineEntry } from '../api/bodies.ts';
import { timelineQuery } from '../api/queries.ts';
import { useWords } from '../language/words.tsx';

export function OrderTimeline({ orderId }: { readonly orderId: string }) {
  const { texts } = useWords();
  const { data } = useQuery(timelineQuery(orderId));
  if (data === undefined) return null;
  return (
    <section className="panel" aria-labelledby="timeline">
      <h2 id="timeline">{texts.order.timeline}</h2>
      <ol className="timeline">
        {data.map((entry) => (
          <Entry key={entry.sequence} entry={entry} />
        ))}
      </ol>
    </section>
  );
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
