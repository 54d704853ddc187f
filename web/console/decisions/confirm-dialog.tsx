// A last look before a decision that has one answer: what it means, yes, or back.
import type { ReactNode } from 'react';
import { useWords } from '../../language/words.tsx';
import { Dialog } from './dialog.tsx';

interface Props {
  readonly title: string;
  readonly yes: string;
  readonly confirm: () => void;
  readonly close: () => void;
  readonly children: ReactNode;
}

export function ConfirmDialog({ title, yes, confirm, close, children }: Props) {
  const { texts } = useWords();
  return (
    <Dialog title={title} close={close}>
      {children}
      <div className="dialog-acts">
        <button type="button" className="button button-strong card-main" onClick={confirm}>
          {yes}
        </button>
        <button type="button" className="button card-second" onClick={close}>
          {texts.console.back}
        </button>
      </div>
    </Dialog>
  );
}
