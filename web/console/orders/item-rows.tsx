// What is to be cut and packed: how much of it in large.
import type { Item } from '../../api/bodies.ts';
import { useWords } from '../../language/words.tsx';
import { amountWords, linesOf } from './item-lines.ts';

export function ItemRows({ items }: { readonly items: readonly Item[] }) {
  const { texts, formats } = useWords();
  return (
    <ul className="items">
      {linesOf(items).map((item) => (
        <li className="items-row" key={item.line}>
          <span className="items-amount">{amountWords(item, formats, texts)}</span>
          <span className="items-name">{item.name}</span>
        </li>
      ))}
    </ul>
  );
}
