// Sends what was tapped, and keeps what came of it to be told.
import { useState } from 'react';
import type { Order } from '../../api/bodies.ts';
import type { Decision } from '../../api/endpoints.ts';
import { statusOf } from '../../api/failure.ts';
import { type Notes, withNote, withoutNote } from '../decisions/notes.ts';
import type { LiveDesk } from './use-desk.ts';

export interface Decisions {
  readonly notes: Notes;
  readonly busy: ReadonlySet<string>;
  /** Nobody is signed in any more. */
  readonly isSessionOver: boolean;
  readonly decide: (order: Order, decision: Decision) => void;
  readonly putAway: (orderId: string) => void;
}

export function useDecisions({ desk, state }: LiveDesk): Decisions {
  const [notes, setNotes] = useState<Notes>([]);
  const send = async (order: Order, decision: Decision): Promise<void> => {
    const outcome = await desk.decide(order, decision);
    if (outcome !== null) setNotes((known) => withNote(known, outcome));
  };
  return {
    notes,
    busy: state.busy,
    isSessionOver: notes.some((note) => note.kind === 'failed' && statusOf(note.error) === 401),
    decide: (order, decision) => void send(order, decision),
    putAway: (orderId) => setNotes((known) => withoutNote(known, orderId)),
  };
}
