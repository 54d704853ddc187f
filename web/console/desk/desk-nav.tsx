// The way to the views of the counter, with how many orders each holds; at the thumb on a phone.
import { Link } from 'wouter';
import { useWords } from '../../language/words.tsx';
import type { Book } from '../orders/book.ts';
import { listOf } from '../orders/lists.ts';
import { Sign } from '../signs.tsx';
import { useServerNow } from './use-server-now.ts';
import { addressOf, SIGNS, VIEWS, type View } from './views.ts';

const MINUTE = 60_000;

interface Props {
  readonly view: View;
  readonly book: Book;
}

export function DeskNav({ view, book }: Props) {
  const { texts } = useWords();
  const now = useServerNow(MINUTE);
  return (
    <nav className="desk-nav" aria-label={texts.console.lists}>
      {VIEWS.map((name) => {
        const count = name === 'history' ? 0 : listOf(book, name, now).length;
        return (
          <Link
            key={name}
            href={addressOf(name)}
            className={`desk-tab desk-tab-${name}`}
            aria-current={name === view ? 'page' : undefined}
          >
            <Sign name={SIGNS[name]} />
            <span className="desk-tab-long">{texts.console.views[name]}</span>
            <span className="desk-tab-short">{texts.console.shortViews[name]}</span>
            {count === 0 ? null : (
              <span className="desk-count">
                <span aria-hidden="true">{count}</span>
                <span className="visually-hidden">{texts.console.orders(count)}</span>
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
