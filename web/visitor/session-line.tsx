// Says on an open page that the session has ended, and offers to sign in again. Nothing on the page is lost by it.
import { useWords } from '../language/words.tsx';
import { SignIn } from './sign-in.tsx';
import { useSession } from './use-session.ts';

interface Props {
  /** What is at stake here. */
  readonly words: string;
}

export function SessionLine({ words }: Props) {
  const { texts } = useWords();
  const isOver = useSession() === 'ended';
  // There before anything is said in it: only so is it read out.
  return (
    <div role="alert" className={isOver ? 'session-over' : undefined}>
      {isOver ? (
        <>
          <p>
            <strong>{texts.shared.sessionOver}</strong> {words}
          </p>
          <SignIn label={texts.shared.signInAgain} />
        </>
      ) : null}
    </div>
  );
}
