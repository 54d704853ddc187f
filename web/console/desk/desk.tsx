// The counter of one shop: what is new, what is to be done, what came of it.
import { useCallback, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { useWords } from '../../language/words.tsx';
import { Loading } from '../../layout/loading.tsx';
import { Question } from '../decisions/question.tsx';
import type { Entered } from '../gate/gate.tsx';
import { HistoryView } from '../history/history-view.tsx';
import { pendingIds } from '../orders/lists.ts';
import { useAlarm } from '../sound/use-alarm.ts';
import { useBadge } from '../sound/use-badge.ts';
import { useSound } from '../sound/use-sound.ts';
import { Announcer } from './announcer.tsx';
import { DeskFrame } from './desk-frame.tsx';
import type { DeskState } from './desk-store.ts';
import { ListView } from './list-view.tsx';
import { NewOrders } from './new-orders.tsx';
import { OutcomeNotes } from './outcome-notes.tsx';
import { ReadFailure } from './read-failure.tsx';
import { SearchField } from './search-field.tsx';
import { SearchView } from './search-view.tsx';
import { type Decisions, useDecisions } from './use-decisions.ts';
import { useDesk } from './use-desk.ts';
import { useSettling } from './use-settling.ts';
import { type View, viewOf } from './views.ts';

export function Desk({ shop, shops, leave }: Entered) {
  const { texts } = useWords();
  const view = viewOf(useSearch());
  const [wanted, setWanted] = useState('');
  const remind = useRef((_orderId: string): void => undefined);
  const live = useDesk(
    shop.id,
    useCallback((orderId: string) => remind.current(orderId), []),
  );
  const { state, connection } = live;
  const isKnown = state.readAt !== null;
  const alarm = useAlarm(shop.id, isKnown ? pendingIds(state.book) : null);
  remind.current = alarm.remind;
  const sound = useSound(alarm.unseen.size > 0);
  const decisions = useDecisions(live);
  // A question comes and goes where something else was.
  const isSettling = useSettling(decisions.asked === null ? '' : decisions.asked.order.id);
  const waiting = pendingIds(state.book).length;
  useBadge(waiting);

  const title = `${waiting === 0 ? '' : `(${waiting}) `}${texts.console.views[view]} · ${shop.name}`;
  return (
    <DeskFrame
      {...{ title, shop, view, connection, sound, book: state.book, isSettling }}
      leave={shops.length > 1 ? leave : null}
    >
      <Announcer book={state.book} unseen={alarm.unseen} />
      <div className="desk-tray">
        <NewOrders count={alarm.unseen.size} look={alarm.look} isShown={view === 'decide'} />
        <OutcomeNotes notes={decisions.notes} putAway={decisions.putAway} />
      </div>
      <ReadFailure failure={state.failure} />
      <Question key={decisions.asked?.order.id} decisions={decisions} />
      <SearchField wanted={wanted} setWanted={setWanted} />
      <Content {...{ view, wanted, state, decisions, shopId: shop.id, unseen: alarm.unseen }} />
    </DeskFrame>
  );
}

interface ContentProps {
  readonly view: View;
  readonly wanted: string;
  readonly state: DeskState;
  readonly decisions: Decisions;
  readonly shopId: string;
  readonly unseen: ReadonlySet<string>;
}

function Content({ view, wanted, unseen, ...shown }: ContentProps) {
  if (wanted.trim() !== '') return <SearchView wanted={wanted} {...shown} />;
  if (view === 'history') return <HistoryView {...shown} />;
  if (shown.state.readAt === null) return <Loading />;
  return <ListView key={view} name={view} unseen={unseen} {...shown} />;
}
