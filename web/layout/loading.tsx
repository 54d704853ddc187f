// While something is on its way.
import { useWords } from '../language/words.tsx';

export function Loading() {
  const { texts } = useWords();
  return (
    <p className="loading" role="status">
      {texts.shared.loading}
    </p>
  );
}
