// The steps of an order, as far as it has come.
import type { Order } from '../api/bodies.ts';
import { useWords } from '../language/words.tsx';
import { Icon } from '../layout/icons.tsx';
import { progressOf } from './order-words.ts';

export function ProgressLine({ order }: { readonly order: Order }) {
  const { texts } = useWords();
  const progress = progressOf(order);
  if (progress === null) return null;
  const { steps, done } = progress;
  return (
    <ol className="progress" aria-label={texts.order.progress}>
      {steps.map((step, index) => {
        const isDone = index < done;
        const isCurrent = index === done;
        const state = isDone ? texts.order.done : isCurrent ? texts.order.current : null;
        return (
          <li
            key={step}
            className={`step ${isDone ? 'step-done' : ''} ${isCurrent ? 'step-current' : ''}`}
            aria-current={isCurrent ? 'step' : undefined}
          >
            <span className="step-dot">{isDone ? <Icon name="check" /> : null}</span>
            <span className="step-name">{texts.order.steps[step]}</span>
            {state === null ? null : <span className="visually-hidden"> ({state})</span>}
          </li>
        );
      })}
    </ol>
  );
}
