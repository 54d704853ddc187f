// As long as it rings: how many orders nobody has looked at, and the way to them.
import { Link } from 'wouter';
import { useWords } from '../../language/words.tsx';
import { Sign } from '../signs.tsx';
import { addressOf } from './views.ts';

interface Props {
  readonly count: number;
  readonly look: () => void;
  /** The list they stand in is the one on show. */
  readonly isShown: boolean;
}

export function NewOrders({ count, look, isShown }: Props) {
  const { texts } = useWords();
  if (count === 0) return null;
  return (
    <div className="desk-new">
      <p className="desk-new-words">
        <Sign name="bell" />
        <span>{texts.console.ringing(count)}</span>
      </p>
      {isShown ? (
        <button type="button" className="button" onClick={look}>
          {texts.console.seen}
        </button>
      ) : (
        <Link className="button" href={addressOf('decide')} onClick={look}>
          {texts.console.see}
        </Link>
      )}
    </div>
  );
}
