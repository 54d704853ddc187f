// The foot of every page: the way for butchers, and to sign in.
import { Link } from 'wouter';
import { useWords } from '../language/words.tsx';
import { useSignInAddress, useVisitor } from '../visitor/use-visitor.ts';

export function PageFoot() {
  const { texts } = useWords();
  const visitor = useVisitor();
  const address = useSignInAddress();
  return (
    <footer className={visitor.kind === 'unknown' && visitor.isPending ? 'foot foot-unknown' : 'foot'}>
      <Link className="foot-link" href="/boucher">
        {texts.shared.console}
      </Link>
      {visitor.kind === 'signed-out' && address !== null ? (
        <a className="foot-link" href={address}>
          {texts.shared.signIn}
        </a>
      ) : null}
    </footer>
  );
}
