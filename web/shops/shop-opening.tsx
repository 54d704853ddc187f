// Whether a shop is open, its hours today, and those of the week.
import type { Shop } from '../api/bodies.ts';
import { useWords } from '../language/words.tsx';
import { parisTime, weekdayOf } from '../pickup/paris-clock.ts';
import { hoursOf, hoursToday, intervalWords, nextOpening } from './opening.ts';

interface Props {
  readonly shop: Shop;
}

export function OpenTag({ shop }: Props) {
  const { texts } = useWords();
  return (
    <span className={shop.openNow ? 'tag tag-good' : 'tag'}>
      {shop.openNow ? texts.shop.open : texts.shop.closed}
    </span>
  );
}

export function TodayHours({ shop }: Props) {
  const { texts, formats } = useWords();
  const today = hoursToday(shop.hours, Date.now());
  const next = shop.openNow ? null : nextOpening(shop.hours, Date.now());
  return (
    <p className="hint">
      {today.length === 0 ? texts.shop.closedToday : `${texts.shop.today} ${intervalWords(today)}`}
      {next === null ? null : ` · ${texts.shop.reopens(formats.dayAndClock(next))}`}
    </p>
  );
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

export function WeekHours({ shop }: Props) {
  const { texts, formats } = useWords();
  const today = weekdayOf(parisTime(Date.now()));
  return (
    <details className="week">
      <summary>{texts.shop.hours}</summary>
      <dl className="week-days">
        {WEEK.map((day) => (
          <div key={day} className={day === today ? 'week-day week-today' : 'week-day'}>
            <dt>{formats.weekday(day)}</dt>
            <dd>{intervalWords(hoursOf(shop.hours, day)) || texts.shop.closedDay}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
