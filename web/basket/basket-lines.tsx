// The lines of the basket with the prices the server gave them.
import type { Shop } from '../api/bodies.ts';
import { ApiProblem } from '../api/failure.ts';
import { useWords } from '../language/words.tsx';
import { FailureNotice } from '../layout/failure-notice.tsx';
import { QuantityPicker } from '../shop/quantity-picker.tsx';
import { type Basket, type BasketLine, withLine } from './basket.ts';
import { BASKETS } from './use-basket.ts';
import { useQuote } from './use-quote.ts';

interface Props {
  readonly basket: Basket;
  readonly shop: Shop;
}

export function BasketLines({ basket, shop }: Props) {
  const { texts, formats } = useWords();
  const { data: quote, error, refetch, isPlaceholderData } = useQuote(basket);
  const refused = refusedLines(error);
  const isPriced = quote !== undefined && error === null && !isPlaceholderData;
  return (
    <section className="panel" aria-label={texts.order.items}>
      {error === null ? null : <FailureNotice error={error} retry={() => void refetch()} />}
      <ul>
        {basket.lines.map((line, index) => (
          <Line
            key={line.productId}
            shopId={basket.shopId}
            line={line}
            name={shop.products.find(({ id }) => id === line.productId)?.name ?? line.productId}
            priceCents={
              quote?.items.find(({ productId }) => productId === line.productId)?.priceCents ?? null
            }
            isRefused={refused.includes(index)}
          />
        ))}
      </ul>
      <p className="sum" aria-live="polite">
        <span>{texts.shared.total}</span>
        <strong>{isPriced ? formats.money(quote.totalCents) : texts.basket.pricing}</strong>
      </p>
    </section>
  );
}

/** Which lines the server would not take. */
function refusedLines(error: unknown): number[] {
  const errors = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  return errors.flatMap(({ path }) => {
    const line = /^items\.(\d+)/.exec(path)?.[1];
    return line === undefined ? [] : [Number(line)];
  });
}

interface LineProps {
  readonly shopId: string;
  readonly line: BasketLine;
  readonly name: string;
  readonly priceCents: number | null;
  readonly isRefused: boolean;
}

function Line({ shopId, line, name, priceCents, isRefused }: LineProps) {
  const { texts, formats } = useWords();
  const set = (quantity: number): void =>
    BASKETS.change(shopId, (basket) => withLine(basket, { ...line, quantity }));
  return (
    <li className="line">
      <div className="line-what">
        <h3>{name}</h3>
        {priceCents === null ? null : <p className="line-price">{formats.money(priceCents)}</p>}
      </div>
      {isRefused ? <p className="tag tag-bad">{texts.basket.lineRefused}</p> : null}
      <div className="line-actions">
        <QuantityPicker name={name} unit={line.unit} quantity={line.quantity} onChange={set} />
        <button
          type="button"
          className="button button-quiet"
          aria-label={texts.shop.removeOf(name)}
          onClick={() => set(0)}
        >
          {texts.shop.remove}
        </button>
      </div>
    </li>
  );
}
