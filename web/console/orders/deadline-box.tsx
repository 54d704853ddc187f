// How long there is still to decide; its shape says how urgent that is, not its colour alone.
import { serverNow } from '../../api/server-clock.ts';
import { useWords } from '../../language/words.tsx';
import { useServerNow } from '../desk/use-server-now.ts';
import { Sign } from '../signs.tsx';
import { countdownWords, urgencyOf } from './countdown.ts';
import { parisDay } from './paris-day.ts';

const isToday = (at: string): boolean => parisDay(Date.parse(at)) === parisDay(serverNow());

export function DeadlineBox({ deadline }: { readonly deadline: string }) {
  const { texts, formats } = useWords();
  const left = Date.parse(deadline) - useServerNow();
  const urgency = urgencyOf(left);
  return (
    <div className={`deadline deadline-${urgency}`}>
      <p className="deadline-left">
        <Sign name={urgency === 'calm' ? 'clock' : 'warning'} />
        <span role="timer" aria-label={texts.console.toAnswer}>
          {countdownWords(left, texts)}
        </span>
      </p>
      <p className="deadline-words">
        {urgency === 'over'
          ? texts.console.answerPassed
          : texts.console.answerBefore(
              isToday(deadline) ? formats.clock(deadline) : formats.dayAndClock(deadline),
            )}
      </p>
    </div>
  );
}
