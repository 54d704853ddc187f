// What every page stands in: the top, the connection's state, the content, the foot.
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useWords } from '../language/words.tsx';
import type { StreamState } from '../live/stream.ts';
import { SessionLine } from '../visitor/session-line.tsx';
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

/** Whether this page was come to from another of ours. */
let isFollowed = false;

export function PageFrame({ title, stream, back, children }: Props) {
  const { texts } = useWords();
  useEffect(() => {
    document.title = `${title} · ${texts.shared.brand}`;
  }, [title, texts]);
  const content = useRef<HTMLElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    // Whoever reads by ear or key starts at the new page, not at the link that led here.
    if (isFollowed) content.current?.focus({ preventScroll: true });
    isFollowed = true;
  }, []);
  return (
    <>
      <a className="skip" href="#content">
        {texts.shared.skip}
      </a>
      <PageTop />
      <ConnectionLine stream={stream ?? null} />
      <SessionLine words={texts.shared.sessionOverHint} />
      <main id="content" ref={content} className="page" tabIndex={-1}>
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
