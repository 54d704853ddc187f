// A stream for as long as a page is shown.
import { useEffect, useEffectEvent, useState } from 'react';
import { BROWSER_WORLD } from './browser-world.ts';
import { openStream, type StreamHandlers, type StreamState } from './stream.ts';

/** Milliseconds: a stream that begins with the whole timeline makes one reading, not twenty. */
const TOGETHER = 120;

type Handlers = Omit<StreamHandlers, 'onState'>;

/** @param path null for no stream. Its handlers may change with every render. */
export function useStream(path: string | null, handlers: Handlers): StreamState {
  const [state, setState] = useState<StreamState>('connecting');
  const onReady = useEffectEvent(handlers.onReady);
  const onEntry = useEffectEvent(handlers.onEntry);
  useEffect(() => {
    if (path === null) return undefined;
    return openStream(
      path,
      { onReady: () => onReady(), onEntry: (entry) => onEntry(entry), onState: setState },
      BROWSER_WORLD,
    );
  }, [path]);
  return state;
}

/** Runs once for all calls within a moment. */
export function gather(run: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      run();
    }, TOGETHER);
  };
}
