// Whether the session that was here has ended, for what shows it.
import { useSyncExternalStore } from 'react';
import { SESSION, type SessionState } from '../api/session.ts';

export const useSession = (): SessionState => useSyncExternalStore(SESSION.subscribe, SESSION.state);
