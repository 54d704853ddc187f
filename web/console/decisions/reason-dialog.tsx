// Asks why an order is refused or cancelled, and for a word to the customer.
import { type FormEvent, useId, useRef, useState } from 'react';
import type { Order } from '../../api/bodies.ts';
import type { Refusal } from '../../api/endpoints.ts';
import { useWords } from '../../language/words.tsx';
import { Dialog, type OrderDialog } from './dialog.tsx';
import { draftOf, LONGEST_MESSAGE, REASONS } from './refusal.ts';

interface Props extends OrderDialog {
  readonly kind: 'reject' | 'cancel';
}

export function ReasonDialog({ kind, order, decide, close }: Props) {
  const { texts } = useWords();
  const words = texts.console;
  const [reason, setReason] = useState<Refusal['reason'] | null>(null);
  const [lacks, setLacks] = useState<'reason' | 'message' | null>(null);
  const message = useRef<HTMLTextAreaElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const draft = draftOf(reason, message.current?.value ?? '');
    if (draft.kind === 'complete') return decide(order, { kind, ...draft.refusal });
    setLacks(draft.lacks);
    if (draft.lacks === 'message') message.current?.focus();
  };
  const title = kind === 'reject' ? words.rejectTitle : words.cancelTitle;
  return (
    <Dialog title={title(order.pickupCode)} close={close}>
      <form className="dialog-form" onSubmit={submit} noValidate>
        <MoneyHint order={order} />
        <ReasonChoice kind={kind} reason={reason} choose={setReason} />
        <MessageField field={message} isNeeded={reason === 'OTHER'} />
        <p role="alert" className="dialog-lacks">
          {lacks === 'reason' && reason === null ? words.chooseReason : null}
          {lacks === 'message' && reason === 'OTHER' ? words.messageNeeded : null}
        </p>
        <div className="dialog-acts">
          <button type="submit" className="button button-strong card-main">
            {kind === 'reject' ? words.rejectYes : words.cancelYes}
          </button>
          <button type="button" className="button card-second" onClick={close}>
            {words.back}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function MoneyHint({ order: { paymentMethod } }: { readonly order: Order }) {
  const { texts } = useWords();
  return <p>{paymentMethod === 'ONLINE' ? texts.console.refunded : texts.console.notCharged}</p>;
}

interface ChoiceProps extends Pick<Props, 'kind'> {
  readonly reason: Refusal['reason'] | null;
  readonly choose: (reason: Refusal['reason']) => void;
}

function ReasonChoice({ kind, reason, choose }: ChoiceProps) {
  const { texts } = useWords();
  return (
    <fieldset className="reasons">
      <legend className="field-label">{texts.console.why}</legend>
      {REASONS[kind].map((code) => (
        <label key={code} className="reason">
          <input type="radio" name="reason" checked={reason === code} onChange={() => choose(code)} />
          <span>{texts.console.reasons[code]}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface FieldProps {
  readonly field: React.RefObject<HTMLTextAreaElement | null>;
  readonly isNeeded: boolean;
}

function MessageField({ field, isNeeded }: FieldProps) {
  const { texts } = useWords();
  const [id, hintId] = [useId(), useId()];
  return (
    <div className="field">
      <label htmlFor={id}>{texts.console.message}</label>
      <textarea ref={field} id={id} className="input" maxLength={LONGEST_MESSAGE} aria-describedby={hintId} />
      <p id={hintId} className="hint">
        {isNeeded ? texts.console.messageNeeded : texts.console.messageHint}
      </p>
    </div>
  );
}
