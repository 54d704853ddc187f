// The total, and whether it is paid; what is to be cashed is the total.
import type { Order } from '../../api/bodies.ts';
import { useWords } from '../../language/words.tsx';
import { Sign, type SignName } from '../signs.tsx';
import { type MoneyWords, moneyWords } from './money.ts';

const SIGNS: Readonly<Record<MoneyWords['kind'], SignName>> = {
  paid: 'card',
  due: 'cash',
  attention: 'warning',
  other: 'card',
};

export function MoneyLine({ order }: { readonly order: Order }) {
  const { texts, formats } = useWords();
  const { kind, words } = moneyWords(order, texts, formats);
  return (
    <div className="card-money">
      <p className={`money money-${kind}`}>
        <Sign name={SIGNS[kind]} />
        <span>{words}</span>
      </p>
      {kind === 'due' ? null : (
        <p className="card-total">
          <span className="card-total-word">{texts.shared.total}</span> {formats.money(order.totalCents)}
        </p>
      )}
    </div>
  );
}
