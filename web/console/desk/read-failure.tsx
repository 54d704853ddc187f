// Why the orders could not be read, where it is more than a network that is away: that the connection's line says.
import { NoAnswer } from '../../api/failure.ts';
import { useWords } from '../../language/words.tsx';
import { failureWords } from '../../layout/failure-notice.tsx';
import { Notice } from '../../layout/notice.tsx';
import { SignIn } from '../../visitor/sign-in.tsx';

interface Props {
  readonly failure: unknown;
  /** Nobody is signed in any more. */
  readonly isOver: boolean;
}

export function ReadFailure({ failure, isOver }: Props) {
  const { texts } = useWords();
  if (isOver) {
    return (
      <Notice kind="problem">
        <p>{texts.console.sessionOver}</p>
        <SignIn />
      </Notice>
    );
  }
  if (failure === null || failure instanceof NoAnswer) return null;
  return (
    <Notice kind="problem">
      <p>{failureWords(failure, texts)}</p>
    </Notice>
  );
}
