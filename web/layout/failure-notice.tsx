// What went wrong, in words, with a button to try again.
import { ApiProblem, NoAnswer } from '../api/failure.ts';
import { useWords } from '../language/words.tsx';
import type { Texts } from '../texts/fr.ts';
import { Notice } from './notice.tsx';

interface Props {
  readonly error: unknown;
  readonly retry?: () => void;
}

export function FailureNotice({ error, retry }: Props) {
  const { texts } = useWords();
  return (
    <Notice kind="problem">
      <p>{failureWords(error, texts)}</p>
      {retry === undefined ? null : (
        <button type="button" className="button" onClick={retry}>
          {texts.shared.retry}
        </button>
      )}
    </Notice>
  );
}

/** By the problem's code where the pages have a sentence for it, else the API's own. */
export function failureWords(
  error: unknown,
  { shared, problems }: Pick<Texts, 'shared' | 'problems'>,
): string {
  if (error instanceof ApiProblem) return problems[error.problem.code] ?? error.message;
  return error instanceof NoAnswer ? (error.isOffline ? shared.offline : shared.noAnswer) : shared.failed;
}
