// Says when what is shown may be out of date, and that something is done about it.
import { useEffect, useState } from 'react';
import { useWords } from '../language/words.tsx';
import type { StreamState } from '../live/stream.ts';
import { useOnline } from '../live/use-online.ts';
import { useSession } from '../visitor/use-session.ts';

/** Milliseconds: a stream that is renewed sooner is not worth a word. */
const WORTH_A_WORD = 2_500;

export function ConnectionLine({ stream }: { readonly stream: StreamState | null }) {
  const { texts } = useWords();
  const isOnline = useOnline();
  // Without a session nothing comes, whatever the network does: that is said by itself.
  const isOver = useSession() === 'ended';
  const isLost = useLasting(stream === 'lost' && !isOver);
  const says = isOnline ? (isLost ? texts.shared.reconnecting : null) : texts.shared.offline;
  return (
    <div role="status" className="connection">
      {says === null ? null : <p>{says}</p>}
    </div>
  );
}

/** Whether it has been so for a while. */
function useLasting(isSo: boolean): boolean {
  const [hasLasted, setLasted] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    const timer = setTimeout(() => setLasted(true), WORTH_A_WORD);
    return () => {
      clearTimeout(timer);
      setLasted(false);
    };
  }, [isSo]);
  return isSo && hasLasted;
}
