// An address of ours that no page stands at.
import { Link } from 'wouter';
import { useWords } from '../language/words.tsx';
import { PageFrame } from './page-frame.tsx';

export function UnknownPage() {
  const { texts } = useWords();
  return (
    <PageFrame title={texts.shared.unknownPage}>
      <h1>{texts.shared.unknownPage}</h1>
      <Link className="button" href="/">
        {texts.shared.toShops}
      </Link>
    </PageFrame>
  );
}
