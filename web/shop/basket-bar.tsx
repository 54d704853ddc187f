// The way to the basket, always at hand at the foot of the catalogue; its total is what the server says.
import { Link } from 'wouter';
import { useBasket } from '../basket/use-basket.ts';
import { useQuote } from '../basket/use-quote.ts';
import { useWords } from '../language/words.tsx';

export function BasketBar({ shopId }: { readonly shopId: string }) {
  const { texts, formats } = useWords();
  const basket = useBasket(shopId);
  const { data: quote } = useQuote(basket);
  if (basket.lines.length === 0) return null;
  return (
    <div className="basket-bar">
      <Link className="button button-strong button-wide basket-bar-link" href="/panier">
        <span>{texts.shop.seeBasket}</span>
        <span className="basket-bar-sum">
          {texts.shop.articles(basket.lines.length)}
          {quote === undefined ? '' : ` · ${formats.money(quote.totalCents)}`}
        </span>
      </Link>
    </div>
  );
}
