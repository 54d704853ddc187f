// What every view of the counter stands in: shop, sound, connection, and the way to the other views.
import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../language/words.tsx';
import { SessionLine } from '../../visitor/session-line.tsx';
import type { ChosenShop } from '../gate/chosen-shop.ts';
import type { Book } from '../orders/book.ts';
import { SoundSwitch } from '../sound/sound-switch.tsx';
import type { Sound } from '../sound/use-sound.ts';
import type { Connection } from './connection.ts';
import { ConnectionState } from './connection-state.tsx';
import { DeskNav } from './desk-nav.tsx';
import type { View } from './views.ts';

interface Props {
  readonly title: string;
  readonly shop: ChosenShop;
  readonly view: View;
  readonly connection: Connection;
  readonly sound: Sound;
  readonly book: Book;
  /** Null where there is no other shop. */
  readonly leave: (() => void) | null;
  /** Taps are to go nowhere for a moment. */
  readonly isSettling: boolean;
  readonly children: ReactNode;
}

export function DeskFrame({
  title,
  shop,
  view,
  connection,
  sound,
  book,
  leave,
  isSettling,
  children,
}: Props) {
  const { texts } = useWords();
  useEffect(() => {
    document.title = `${title} · ${texts.shared.brand}`;
  }, [title, texts]);
  return (
    <div className="desk">
      <a className="skip" href="#content">
        {texts.shared.skip}
      </a>
      <header className="desk-top">
        <div className="desk-who">
          <Link className="desk-brand" href="/boucher">
            {shop.name}
          </Link>
          {leave === null ? null : (
            <button type="button" className="desk-link" onClick={leave}>
              {texts.console.changeShop}
            </button>
          )}
        </div>
        <ConnectionState connection={connection} />
        <SoundSwitch sound={sound} />
        <SessionLine words={texts.console.sessionOver} />
      </header>
      <DeskNav view={view} book={book} />
      <main id="content" className={`desk-main${isSettling ? ' settling' : ''}`}>
        {children}
      </main>
    </div>
  );
}
