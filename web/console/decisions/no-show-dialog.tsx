// Before an order is noted as not collected: what becomes of the money.
import { useWords } from '../../language/words.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { OrderDialog } from './dialog.tsx';

export function NoShowDialog({ order, decide, close }: OrderDialog) {
  const { texts } = useWords();
  const { noShowTitle, noShowPaid, noShowUnpaid, noShowYes } = texts.console;
  return (
    <ConfirmDialog
      title={noShowTitle(order.pickupCode)}
      yes={noShowYes}
      confirm={() => decide(order, { kind: 'no-show' })}
      close={close}
    >
      <p>{order.paymentMethod === 'ONLINE' ? noShowPaid : noShowUnpaid}</p>
    </ConfirmDialog>
  );
}
