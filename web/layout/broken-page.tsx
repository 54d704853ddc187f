// What is shown when a page itself fails: a way on, instead of nothing.
import { Component, type ReactNode } from 'react';
import { useWords } from '../language/words.tsx';
import { Notice } from './notice.tsx';

interface Props {
  readonly children: ReactNode;
}

/** A class, because React knows no other way to catch what a page throws. */
export class BrokenPage extends Component<Props, { readonly isBroken: boolean }> {
  override readonly state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <Sorry /> : this.props.children;
  }
}

/** Links of the browser's own: whatever broke is left behind. */
function Sorry() {
  const { texts } = useWords();
  return (
    <main className="page">
      <Notice kind="problem" title={texts.shared.failed}>
        <div className="button-row">
          <a className="button" href={window.location.href}>
            {texts.shared.retry}
          </a>
          <a className="button" href="/">
            {texts.shared.toShops}
          </a>
        </div>
      </Notice>
    </main>
  );
}
