// Why the orders could not be read; a network that is away and a session that has ended are said at the head of the counter.
import { NoAnswer, statusOf } from '../../api/failure.ts';
import { useWords } from '../../language/words.tsx';
import { failureWords } from '../../layout/failure-notice.tsx';
import { Notice } from '../../layout/notice.tsx';

export function ReadFailure({ failure }: { readonly failure: unknown }) {
  const { texts } = useWords();
  if (failure === null || failure instanceof NoAnswer || statusOf(failure) === 401) return null;
  return (
    <Notice kind="problem">
      <p>{failureWords(failure, texts)}</p>
    </Notice>
  );
}
