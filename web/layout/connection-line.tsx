// Says when what is shown may be out of date, and that something is done about it.
import { useWords } from '../language/words.tsx';
import type { StreamState } from '../live/stream.ts';
import { useOnline } from '../live/use-online.ts';

/** A stream that is renewed within a moment is not worth a word: the style shows the line late. */
export function ConnectionLine({ stream }: { readonly stream: StreamState | null }) {
  const { texts } = useWords();
  const isOnline = useOnline();
  const says = isOnline ? (stream === 'lost' ? texts.shared.reconnecting : null) : texts.shared.offline;
  return (
    <div role="status" className="connection">
      {says === null ? null : <p className={isOnline ? 'connection-late' : ''}>{says}</p>}
    </div>
  );
}
