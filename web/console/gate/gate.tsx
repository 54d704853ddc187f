// Who may enter the console: a butcher, of the shop they chose.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { meQuery } from '../../api/queries.ts';
import { useWords } from '../../language/words.tsx';
import { FailureNotice } from '../../layout/failure-notice.tsx';
import { Loading } from '../../layout/loading.tsx';
import { PageFrame } from '../../layout/page-frame.tsx';
import { SignIn } from '../../visitor/sign-in.tsx';
import { useVisitor } from '../../visitor/use-visitor.ts';
import { CHOICE, type ChosenShop, chosenOf } from './chosen-shop.ts';
import { ShopChoice } from './shop-choice.tsx';

export interface Entered {
  readonly shop: ChosenShop;
  readonly shops: readonly ChosenShop[];
  /** Goes back to the choice. */
  readonly leave: () => void;
}

interface Props {
  readonly children: (entered: Entered) => ReactNode;
}

export function Gate({ children }: Props) {
  const { texts } = useWords();
  const visitor = useVisitor();
  const { error, refetch } = useQuery(meQuery);
  const [kept, setKept] = useState(() => CHOICE.read());
  const choose = (shopId: string): void => {
    CHOICE.write(shopId);
    setKept(shopId);
  };
  const title = texts.console.title;
  if (visitor.kind === 'unknown') {
    if (error === null) return <Loading />;
    return (
      <PageFrame title={title}>
        <FailureNotice error={error} retry={() => void refetch()} />
      </PageFrame>
    );
  }
  if (visitor.kind === 'signed-out' || visitor.shops.length === 0) {
    return <Outside isSignedIn={visitor.kind === 'signed-in'} />;
  }
  const shop = chosenOf(visitor.shops, kept);
  if (shop === null) return <ShopChoice shops={visitor.shops} choose={choose} />;
  return children({ shop, shops: visitor.shops, leave: () => choose('') });
}

function Outside({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const { texts } = useWords();
  const { title, noShop, noShopHint, signedOut, signInAs } = texts.console;
  return (
    <PageFrame title={title} back={{ to: '/', label: texts.shared.home }}>
      <h1>{isSignedIn ? noShop : title}</h1>
      <p className="lead">{isSignedIn ? noShopHint : signedOut}</p>
      <div className="button-row">{isSignedIn ? <SignIn label={signInAs} /> : <SignIn />}</div>
    </PageFrame>
  );
}
