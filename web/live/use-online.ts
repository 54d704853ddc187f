// Whether the device says it has a network.
import { useSyncExternalStore } from 'react';

function subscribe(run: () => void): () => void {
  const ended = new AbortController();
  window.addEventListener('online', run, { signal: ended.signal });
  window.addEventListener('offline', run, { signal: ended.signal });
  return () => ended.abort();
}

export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);
