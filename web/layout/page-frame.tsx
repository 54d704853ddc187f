// What every page stands in: the top, the connection's state, the content, the foot.
import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { useWords } from '../language/words.tsx';
import type { StreamState } from '../live/stream.ts';
import { ConnectionLine } from './connection-line.tsx';
import { PageFoot } from './page-foot.tsx';
import { PageTop } from './page-top.tsx';

interface Props {
  readonly title: string;
  /** Of the page's stream, where it has one. */
  readonly stream?: StreamState;
  /** Where one came from. */
  readonly back?: { readonly to: string; readonly label: string } | undefined;
  readonly children: ReactNode;
}

export function PageFrame({ title, stream, back, children }: Props) {
  const { texts } = useWords();
  useEffect(() => {
    document.title = `${title} · ${texts.shared.brand}`;
  }, [title, texts]);
  useEffect(() => {
    // Newer browsers answer with a promise, and what an effect returns is called at its end.
    window.scrollTo(0, 0);
  }, []);
  return (
    <>
      <a className="skip" href="#content">
        {texts.shared.skip}
      </a>
      <PageTop />
      <ConnectionLine stream={stream ?? null} />
      <main id="content" className="page">
        {back === undefined ? null : (
          <Link className="back" href={back.to}>
            <span aria-hidden="true">‹</span> {back.label}
          </Link>
        )}
        {children}
      </main>
      <PageFoot />
    </>
  );
}
