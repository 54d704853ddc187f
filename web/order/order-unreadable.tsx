// Why there is no order to show: on its way, not there, not signed in, or no answer.
import { Link } from 'wouter';
import { statusOf } from '../api/failure.ts';
import { useWords } from '../language/words.tsx';
import { FailureNotice, failureWords } from '../layout/failure-notice.tsx';
import { Loading } from '../layout/loading.tsx';
import { SignIn } from '../visitor/sign-in.tsx';

interface Props {
  readonly error: unknown;
  readonly retry: () => void;
}

export function OrderUnreadable({ error, retry }: Props) {
  const { texts } = useWords();
  if (error === null) return <Loading />;
  switch (statusOf(error)) {
    case 401:
      return (
        <>
          <h1>{texts.order.title}</h1>
          <p className="lead">{texts.order.signedOut}</p>
          <SignIn />
        </>
      );
    case 404:
      return (
        <>
          <h1>{failureWords(error, texts)}</h1>
          <p className="lead">{texts.order.missingHint}</p>
          <div className="button-row">
            <Link className="button" href="/mes-commandes">
              {texts.shared.myOrders}
            </Link>
            <Link className="button" href="/">
              {texts.shared.toShops}
            </Link>
          </div>
        </>
      );
    default:
      return <FailureNotice error={error} retry={retry} />;
  }
}
