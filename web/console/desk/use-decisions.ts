// Sends what was tapped, keeps what came of it to be told, and the question that is being asked.
import { useEffect, useState } from 'react';
import type { Order } from '../../api/bodies.ts';
import type { Decision } from '../../api/endpoints.ts';
import { type Notes, withNote, withoutNote } from '../decisions/notes.ts';
import { type DecisionKind, isStillPossible, type Outcome } from '../decisions/outcome.ts';
import type { LiveDesk } from './use-desk.ts';

/** Decisions that are asked about before they are sent. */
export type AskedKind = Extract<DecisionKind, 'reject' | 'cancel' | 'collect' | 'no-show'>;

export interface Asked {
  readonly kind: AskedKind;
  readonly order: Order;
}

export interface Decisions {
  readonly notes: Notes;
  readonly busy: ReadonlySet<string>;
  readonly asked: Asked | null;
  readonly decide: (order: Order, decision: Decision) => void;
  readonly ask: (asked: Asked | null) => void;
  readonly putAway: (orderId: string) => void;
}

export function useDecisions({ desk, state }: LiveDesk): Decisions {
  const [notes, setNotes] = useState<Notes>([]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const tell = (outcome: Outcome | null): void => {
    if (outcome !== null) setNotes((known) => withNote(known, outcome));
  };
  const send = async (order: Order, decision: Decision): Promise<void> =>
    tell(await desk.decide(order, decision));

  // Somebody decides while one is still being asked: the question is over, and one is told why.
  const now = asked === null ? undefined : state.book.get(asked.order.id);
  useEffect(() => {
    if (asked === null || now === undefined || isStillPossible(asked.kind, now)) return;
    setAsked(null);
    setNotes((known) => withNote(known, { kind: 'overtaken', order: now }));
  }, [asked, now]);

  return {
    notes,
    busy: state.busy,
    asked,
    decide(order, decision) {
      setAsked(null);
      void send(order, decision);
    },
    ask: setAsked,
    putAway: (orderId) => setNotes((known) => withoutNote(known, orderId)),
  };
}
