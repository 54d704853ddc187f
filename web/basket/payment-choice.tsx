// Paid now by card, or at the counter.
import { useWords } from '../language/words.tsx';
import { type Basket, withWishes } from './basket.ts';
import { BASKETS } from './use-basket.ts';

const METHODS = ['ONLINE', 'ON_PICKUP'] as const;

export function PaymentChoice({ basket }: { readonly basket: Basket }) {
  const { texts } = useWords();
  const words = {
    ONLINE: { name: texts.basket.online, hint: texts.basket.onlineHint },
    ON_PICKUP: { name: texts.basket.onPickup, hint: texts.basket.onPickupHint },
  };
  return (
    <fieldset className="panel">
      <legend className="panel-legend">{texts.basket.payment}</legend>
      <div className="choices">
        {METHODS.map((method) => (
          <label key={method} className="choice">
            <input
              type="radio"
              name="payment"
              checked={basket.wishes.paymentMethod === method}
              onChange={() =>
                BASKETS.change(basket.shopId, (kept) => withWishes(kept, { paymentMethod: method }))
              }
            />
            <span className="choice-words">
              <span className="choice-name">{words[method].name}</span>
              <span className="hint">{words[method].hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
