// For butchers of several shops: at which counter they stand.
import { useWords } from '../../language/words.tsx';
import { PageFrame } from '../../layout/page-frame.tsx';
import type { ChosenShop } from './chosen-shop.ts';

interface Props {
  readonly shops: readonly ChosenShop[];
  readonly choose: (shopId: string) => void;
}

export function ShopChoice({ shops, choose }: Props) {
  const { texts } = useWords();
  return (
    <PageFrame title={texts.console.title}>
      <h1>{texts.console.chooseShop}</h1>
      <p className="lead">{texts.console.chooseShopHint}</p>
      <ul className="stack">
        {shops.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className="button button-wide" onClick={() => choose(id)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </PageFrame>
  );
}
