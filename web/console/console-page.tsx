// The butcher's console.
import { useWords } from '../language/words.tsx';
import { PageFrame } from '../layout/page-frame.tsx';

export function ConsolePage() {
  const { texts } = useWords();
  return (
    <PageFrame title={texts.console.title}>
      <h1>{texts.console.title}</h1>
      <p>{texts.console.soon}</p>
    </PageFrame>
  );
}
