// The top of every page: home, own orders, basket.
import { Link } from 'wouter';
import { useBasketCount } from '../basket/use-basket.ts';
import { useWords } from '../language/words.tsx';
import { Icon } from './icons.tsx';

export function PageTop() {
  const { texts } = useWords();
  const count = useBasketCount();
  return (
    <header className="top">
      <div className="top-inner">
        <Link className="brand" href="/">
          {texts.shared.brand}
        </Link>
        <nav className="top-links" aria-label={texts.shared.brand}>
          <Link className="top-link" href="/mes-commandes">
            <Icon name="receipt" />
            <span>{texts.shared.myOrders}</span>
          </Link>
          <Link className="top-link" href="/panier">
            <Icon name="bag" />
            <span>
              {texts.shared.basket}
              {count === 0 ? null : <span className="count"> ({count})</span>}
            </span>
          </Link>
        </nav>
      </div>
    </header>
  );
}
