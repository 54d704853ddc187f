// Reads new orders out to whoever listens instead of looking: each once.
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../language/words.tsx';
import type { Book } from '../orders/book.ts';

interface Props {
  readonly book: Book;
  readonly unseen: ReadonlySet<string>;
}

export function Announcer({ book, unseen }: Props) {
  const { texts, formats } = useWords();
  const told = useRef(new Set<string>());
  const [words, setWords] = useState('');
  useEffect(() => {
    const fresh = [...unseen].flatMap((id) => (told.current.has(id) ? [] : (book.get(id) ?? [])));
    if (fresh.length === 0) return;
    for (const { id } of fresh) told.current.add(id);
    const { announce, noName } = texts.console;
    setWords(
      fresh
        .map(({ contactName, totalCents, decisionDeadline }) =>
          announce(
            contactName ?? noName,
            formats.money(totalCents),
            decisionDeadline === null ? '–' : formats.dayAndClock(decisionDeadline),
          ),
        )
        .join(' '),
    );
  }, [book, unseen, texts, formats]);
  return (
    <p className="visually-hidden" role="status" data-testid="announcer">
      {words}
    </p>
  );
}
