// The button that orders, and why it does not when it does not.
import { Link } from 'wouter';
import { codeOf, NoAnswer } from '../api/failure.ts';
import { useWords } from '../language/words.tsx';
import { failureWords } from '../layout/failure-notice.tsx';
import { Notice } from '../layout/notice.tsx';
import { useOnline } from '../live/use-online.ts';
import { SignIn } from '../visitor/sign-in.tsx';
import { useSession } from '../visitor/use-session.ts';
import { useVisitor } from '../visitor/use-visitor.ts';
import type { Basket } from './basket.ts';
import { usePlacing } from './use-placing.ts';
import { useQuote } from './use-quote.ts';

export function PlaceButton({ basket }: { readonly basket: Basket }) {
  const { texts } = useWords();
  const visitor = useVisitor();
  const session = useSession();
  const isOnline = useOnline();
  const { place, state, error } = usePlacing(basket);
  const label = usePlaceLabel(basket, state);
  if (visitor.kind === 'signed-out' || session === 'ended' || session === 'none') {
    return (
      <div className="place">
        <SignIn label={texts.basket.signInFirst} />
        <p className="hint">{texts.basket.signInHint}</p>
      </div>
    );
  }
  return (
    <div className="place">
      {isOnline ? <PlacingFailure error={error} /> : <Notice kind="info">{texts.basket.offline}</Notice>}
      <button
        type="button"
        className="button button-strong button-wide"
        disabled={!isOnline || label.isWaiting || (visitor.kind === 'unknown' && visitor.isPending)}
        onClick={place}
      >
        {label.text}
      </button>
    </div>
  );
}

/** It names what the server priced, and waits until that is known. */
function usePlaceLabel(basket: Basket, state: 'idle' | 'placing' | 'leaving') {
  const { texts, formats } = useWords();
  const { data: quote, error, isPlaceholderData } = useQuote(basket);
  if (state === 'placing') return { text: texts.basket.placing, isWaiting: true };
  if (state === 'leaving') return { text: texts.basket.toPaymentPage, isWaiting: true };
  if (quote === undefined || error !== null || isPlaceholderData) {
    return { text: texts.basket.order, isWaiting: true };
  }
  const total = formats.money(quote.totalCents);
  const isOnline = basket.wishes.paymentMethod === 'ONLINE';
  return {
    text: isOnline ? texts.basket.payOnline(total) : texts.basket.payAtCounter(total),
    isWaiting: false,
  };
}

function PlacingFailure({ error }: { readonly error: unknown }) {
  const { texts } = useWords();
  if (error === null) return null;
  const words = error instanceof NoAnswer ? texts.basket.noAnswer : failureWords(error, texts);
  if (codeOf(error) === 'IDEMPOTENCY_MISMATCH') {
    return (
      <Notice kind="problem">
        <p>{words}</p>
        <Link className="button" href="/mes-commandes">
          {texts.shared.myOrders}
        </Link>
      </Notice>
    );
  }
  return <Notice kind="problem">{words}</Notice>;
}
