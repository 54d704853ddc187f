// Chooses an amount: a step less, a step more, or a handy amount at once.
import type { Unit } from '../basket/basket.ts';
import { useWords } from '../language/words.tsx';
import { Icon } from '../layout/icons.tsx';
import { isMost, less, more, quickQuantities } from './quantity.ts';

interface Props {
  readonly name: string;
  readonly unit: Unit;
  readonly quantity: number;
  /** 0 takes it out. */
  readonly onChange: (quantity: number) => void;
}

export function QuantityPicker({ name, unit, quantity, onChange }: Props) {
  const { texts, formats } = useWords();
  const words = (amount: number): string =>
    unit === 'g' ? formats.weight(amount) : texts.shared.pieces(amount);
  const fewer = less(unit, quantity);
  return (
    <div className="quantity">
      <fieldset className="stepper" aria-label={texts.shop.quantityOf(name)}>
        <button
          type="button"
          aria-label={fewer === 0 ? texts.shop.removeOf(name) : texts.shop.less(name)}
          onClick={() => onChange(fewer)}
        >
          <Icon name={fewer === 0 ? 'cross' : 'minus'} />
        </button>
        <output>{words(quantity)}</output>
        <button
          type="button"
          aria-label={texts.shop.more(name)}
          disabled={isMost(unit, quantity)}
          onClick={() => onChange(more(unit, quantity))}
        >
          <Icon name="plus" />
        </button>
      </fieldset>
      {unit === 'g' ? <QuickAmounts {...{ name, unit, quantity, onChange }} /> : null}
      {isMost(unit, quantity) ? <p className="hint">{texts.shop.limit}</p> : null}
    </div>
  );
}

function QuickAmounts({ name, unit, quantity, onChange }: Props) {
  const { texts, formats } = useWords();
  return (
    <div className="quick">
      {quickQuantities(unit).map((amount) => (
        <button
          key={amount}
          type="button"
          aria-label={texts.shop.quickOf(formats.weight(amount), name)}
          aria-pressed={amount === quantity}
          onClick={() => onChange(amount)}
        >
          {formats.weight(amount)}
        </button>
      ))}
    </div>
  );
}
