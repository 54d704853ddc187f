// Tells what came of decisions, above the lists: the card it was about may be gone.
import { useWords } from '../../language/words.tsx';
import { failureWords } from '../../layout/failure-notice.tsx';
import type { Texts } from '../../texts/fr.ts';
import type { Notes } from '../decisions/notes.ts';
import { type Outcome, overtakenWords } from '../decisions/outcome.ts';
import { Sign } from '../signs.tsx';
import { slipAddress } from '../slip/slip-address.ts';

interface Props {
  readonly notes: Notes;
  readonly putAway: (orderId: string) => void;
}

export function OutcomeNotes({ notes, putAway }: Props) {
  const good = notes.filter(({ kind }) => kind === 'done');
  const bad = notes.filter(({ kind }) => kind !== 'done');
  const show = (note: Outcome) => <OutcomeNote key={note.order.id} note={note} putAway={putAway} />;
  // Both are there before anything is said in them: only so is it read out.
  return (
    <div className="desk-notes">
      <div role="alert">{bad.map(show)}</div>
      <div role="status">{good.map(show)}</div>
    </div>
  );
}

function OutcomeNote({ note, putAway }: { readonly note: Outcome; readonly putAway: (id: string) => void }) {
  const { texts } = useWords();
  const { order, kind } = note;
  return (
    <div className={`desk-note desk-note-${kind === 'done' ? 'good' : 'bad'}`}>
      <Sign name={kind === 'done' ? 'check' : 'warning'} />
      <p>{wordsOf(note, texts)}</p>
      {kind === 'done' && note.decision === 'accept' ? (
        <a className="desk-note-act" href={slipAddress(order.id)} target="_blank" rel="noopener">
          {texts.console.printSlip}
        </a>
      ) : null}
      <button type="button" className="desk-note-act" onClick={() => putAway(order.id)}>
        {texts.console.putAway}
      </button>
    </div>
  );
}

function wordsOf(note: Outcome, texts: Texts): string {
  const { pickupCode } = note.order;
  const words = texts.console;
  switch (note.kind) {
    case 'done':
      return words.done[note.decision](pickupCode);
    case 'overtaken':
      return words.overtakenNote(pickupCode, overtakenWords(note.order, texts));
    case 'not-arrived':
      return words.notArrived(pickupCode);
    case 'unknown':
      return words.unknown(pickupCode);
    case 'failed':
      return words.failedNote(pickupCode, failureWords(note.error, texts));
  }
}
