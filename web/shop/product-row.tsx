// One product of the catalogue: its price, and how much of it is in the basket.
import type { Product } from '../api/bodies.ts';
import { withLine } from '../basket/basket.ts';
import { BASKETS, useBasket } from '../basket/use-basket.ts';
import { useWords } from '../language/words.tsx';
import { Icon } from '../layout/icons.tsx';
import { firstQuantity, unitOf } from './quantity.ts';
import { QuantityPicker } from './quantity-picker.tsx';

interface Props {
  readonly shopId: string;
  readonly product: Product;
}

export function ProductRow({ shopId, product }: Props) {
  const { texts, formats } = useWords();
  const line = useBasket(shopId).lines.find(({ productId }) => productId === product.id);
  const unit = unitOf(product);
  const set = (quantity: number): void =>
    BASKETS.change(shopId, (basket) => withLine(basket, { productId: product.id, quantity, unit }));
  const price = formats.money(product.unitPriceCents);
  return (
    <li className={line === undefined ? 'product' : 'product product-chosen'}>
      <div className="product-what">
        <h3>{product.name}</h3>
        <p className="price">{unit === 'g' ? texts.shared.perKg(price) : texts.shared.perPiece(price)}</p>
      </div>
      {line === undefined ? (
        <button
          type="button"
          className="button"
          aria-label={texts.shop.addOf(product.name)}
          onClick={() => set(firstQuantity(unit))}
        >
          <Icon name="plus" />
          {texts.shop.add}
        </button>
      ) : (
        <QuantityPicker name={product.name} unit={unit} quantity={line.quantity} onChange={set} />
      )}
    </li>
  );
}
