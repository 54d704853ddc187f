// Which past orders are wanted: of a state, of a day.
import { useId } from 'react';
import type { Order } from '../../api/bodies.ts';
import { serverNow } from '../../api/server-clock.ts';
import { useWords } from '../../language/words.tsx';
import { parisDay } from '../orders/paris-day.ts';
import type { HistoryFilter } from './use-history.ts';

/** An order that expired never reached its shop, unless its payment was on its way. */
const STATUSES: readonly Order['status'][] = [
  'PENDING',
  'ACCEPTED',
  'READY',
  'COLLECTED',
  'REJECTED',
  'CANCELLED',
  'NO_SHOW',
  'EXPIRED',
];

interface Props {
  readonly filter: HistoryFilter;
  readonly change: (filter: HistoryFilter) => void;
}

export function HistoryFilters({ filter, change }: Props) {
  const { texts } = useWords();
  const [statusId, dayId] = [useId(), useId()];
  const choose = (value: string): void =>
    change({ ...filter, status: STATUSES.find((status) => status === value) ?? null });
  return (
    <div className="desk-filters">
      <div className="field">
        <label htmlFor={statusId}>{texts.console.statusFilter}</label>
        <select
          id={statusId}
          className="input"
          value={filter.status ?? ''}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{texts.console.anyStatus}</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {texts.console.status[status]}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={dayId}>{texts.console.day}</label>
        <input
          id={dayId}
          className="input"
          type="date"
          max={parisDay(serverNow())}
          value={filter.day}
          onChange={({ target }) => change({ ...filter, day: target.value })}
        />
      </div>
      {filter.day === '' ? null : (
        <button type="button" className="button" onClick={() => change({ ...filter, day: '' })}>
          {texts.console.anyDay}
        </button>
      )}
    </div>
  );
}
