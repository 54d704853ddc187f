// Who fetches the order, and a word to the butcher; all of it may be left out.
import { useWords } from '../language/words.tsx';
import { type Basket, withWishes } from './basket.ts';
import { BASKETS } from './use-basket.ts';

type Field = 'name' | 'phone' | 'note';

/** As long as the API takes them. */
const LONGEST: Readonly<Record<Field, number>> = { name: 100, phone: 30, note: 500 };

export function ContactFields({ basket }: { readonly basket: Basket }) {
  const { texts } = useWords();
  return (
    <section className="panel" aria-labelledby="contact">
      <h2 id="contact">{texts.basket.details}</h2>
      <div className="fields-two">
        <ContactField basket={basket} field="name" />
        <ContactField basket={basket} field="phone" />
      </div>
      <ContactField basket={basket} field="note" />
    </section>
  );
}

function ContactField({ basket, field }: { readonly basket: Basket; readonly field: Field }) {
  const { texts } = useWords();
  const shared = {
    id: `contact-${field}`,
    className: 'input',
    maxLength: LONGEST[field],
    value: basket.wishes[field],
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      BASKETS.change(basket.shopId, (kept) => withWishes(kept, { [field]: target.value })),
  };
  return (
    <div className="field">
      <label htmlFor={shared.id}>
        {texts.basket[field]} <span className="field-note">{texts.basket.optional}</span>
      </label>
      {field === 'note' ? <textarea {...shared} placeholder={texts.basket.notePlaceholder} /> : null}
      {field === 'name' ? <input {...shared} autoComplete="name" /> : null}
      {field === 'phone' ? <input {...shared} type="tel" autoComplete="tel" /> : null}
    </div>
  );
}
