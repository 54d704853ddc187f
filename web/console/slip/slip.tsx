// What stands on a printed slip.
import type { Order } from '../../api/bodies.ts';
import { useWords } from '../../language/words.tsx';
import { amountWords, linesOf } from '../orders/item-lines.ts';
import { isToCash, moneyWords } from '../orders/money.ts';

interface Props {
  readonly order: Order;
  readonly shopName: string;
}

export function Slip({ order, shopName }: Props) {
  const { texts, formats } = useWords();
  const words = texts.console;
  return (
    <article className="slip">
      <header className="slip-head">
        <p className="slip-shop">{shopName}</p>
        <p className="slip-status">{words.status[order.status]}</p>
      </header>
      <h1 className="slip-code">
        <span className="slip-code-word">{words.code}</span> {order.pickupCode}
      </h1>
      <p className="slip-name">{order.contactName ?? words.noName}</p>
      {order.contactPhone === null ? null : <p>{order.contactPhone}</p>}
      <p className="slip-when">
        {order.pickupAt === null ? words.pickupSoon : words.pickup(formats.dayAndClock(order.pickupAt))}
      </p>
      <SlipItems order={order} />
      {order.note === null ? null : (
        <div className="slip-note">
          <p className="slip-note-word">{words.note}</p>
          <p>{order.note}</p>
        </div>
      )}
      <p className={`slip-cash${isToCash(order) ? ' slip-cash-due' : ''}`}>
        {moneyWords(order, texts, formats).words}
      </p>
      <footer className="slip-foot">
        <p>{words.placed(`${formats.day(order.createdAt)}, ${formats.clock(order.createdAt)}`)}</p>
        <p>{words.number(order.id)}</p>
      </footer>
    </article>
  );
}

function SlipItems({ order: { items, totalCents } }: Pick<Props, 'order'>) {
  const { texts, formats } = useWords();
  return (
    <table className="slip-items">
      <tbody>
        {linesOf(items).map((item) => (
          <tr key={item.line}>
            <td className="slip-amount">{amountWords(item, formats, texts)}</td>
            <td>{item.name}</td>
            <td className="slip-price">{formats.money(item.priceCents)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {texts.shared.total}
          </th>
          <td className="slip-price">{formats.money(totalCents)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
