// A question over everything else. The browser's own dialog keeps the focus inside, and Escape closes it.
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import type { Order } from '../../api/bodies.ts';
import type { Decisions } from '../desk/use-decisions.ts';

/** What every question about an order is given. */
export interface OrderDialog {
  readonly order: Order;
  readonly decide: Decisions['decide'];
  readonly close: () => void;
}

interface Props {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, close, children }: Props) {
  const place = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before the page is drawn without it: only a dialog that is still there gives the focus back.
  useLayoutEffect(() => {
    const dialog = place.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={place} className="dialog" aria-labelledby={titleId} onCancel={close}>
      <h2 id={titleId} className="dialog-title">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
