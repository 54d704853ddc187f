// The way to sign in from here, and back to here.
import { useWords } from '../language/words.tsx';
import { useSignInAddress } from './use-visitor.ts';

/** @param label what one signs in for. */
export function SignIn({ label }: { readonly label?: string }) {
  const { texts } = useWords();
  const address = useSignInAddress();
  if (address === null) return <p className="hint">{texts.shared.signInUnset}</p>;
  return (
    <a className="button button-strong" href={address}>
      {label ?? texts.shared.signIn}
    </a>
  );
}
