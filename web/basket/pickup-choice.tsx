// When the order is fetched: as soon as possible, or at a quarter of an hour the shop is open.
import type { Shop } from '../api/bodies.ts';
import { useWords } from '../language/words.tsx';
import { type PickupDay, pickupDays } from '../pickup/slots.ts';
import { nextOpening } from '../shops/opening.ts';
import { type Basket, withWishes } from './basket.ts';
import { BASKETS } from './use-basket.ts';

interface Props {
  readonly basket: Basket;
  readonly shop: Shop;
}

const SOON = 'soon';

export function PickupChoice({ basket, shop }: Props) {
  const { texts, formats } = useWords();
  const days = pickupDays(shop.hours, Date.now());
  const { pickupAt } = basket.wishes;
  const chosen = days.find(({ slots }) => slots.some((at) => at === pickupAt));
  const isGone = pickupAt !== null && chosen === undefined;
  const set = (at: string | null): void =>
    BASKETS.change(basket.shopId, (kept) => withWishes(kept, { pickupAt: at }));
  return (
    <section className="panel" aria-labelledby="pickup">
      <h2 id="pickup">{texts.basket.pickup}</h2>
      {isGone ? (
        <p className="field-problem" role="alert">
          {texts.basket.slotGone}
        </p>
      ) : null}
      <div className="fields-two">
        <div className="field">
          <label htmlFor="pickup-day">{texts.basket.pickupDay}</label>
          <select
            id="pickup-day"
            className="input"
            value={chosen?.slots[0] ?? SOON}
            onChange={({ target }) => set(target.value === SOON ? null : target.value)}
          >
            <option value={SOON}>{texts.basket.soon}</option>
            {days.map(({ slots }) => (
              <option key={slots[0]} value={slots[0]}>
                {formats.nearDay(slots[0], 'alone')}
              </option>
            ))}
          </select>
        </div>
        {chosen === undefined ? null : <SlotField day={chosen} value={pickupAt} onChange={set} />}
      </div>
      {chosen === undefined ? <SoonHint shop={shop} /> : null}
    </section>
  );
}

function SoonHint({ shop }: { readonly shop: Shop }) {
  const { texts, formats } = useWords();
  const opens = shop.openNow ? null : nextOpening(shop.hours, Date.now());
  return (
    <p className="hint">
      {opens === null ? texts.basket.soonHint : texts.basket.soonClosed(formats.dayAndClock(opens))}
    </p>
  );
}

interface SlotProps {
  readonly day: PickupDay;
  readonly value: string | null;
  readonly onChange: (at: string) => void;
}

function SlotField({ day, value, onChange }: SlotProps) {
  const { texts, formats } = useWords();
  return (
    <div className="field">
      <label htmlFor="pickup-time">{texts.basket.pickupTime}</label>
      <select
        id="pickup-time"
        className="input"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value)}
      >
        {day.slots.map((at) => (
          <option key={at} value={at}>
            {formats.clock(at)}
          </option>
        ))}
      </select>
    </div>
  );
}
