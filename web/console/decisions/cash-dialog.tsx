// Before an order to be paid at the counter is handed over: how much, in large, and whether it is in the till.
import { useWords } from '../../language/words.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { OrderDialog } from './dialog.tsx';

export function CashDialog({ order, decide, close }: OrderDialog) {
  const { texts, formats } = useWords();
  const { cashTitle, cashAsk, cashYes, toCash, noName } = texts.console;
  return (
    <ConfirmDialog
      title={cashTitle(order.pickupCode, order.contactName ?? noName)}
      yes={cashYes}
      confirm={() => decide(order, { kind: 'collect' })}
      close={close}
    >
      <p className="dialog-amount">{toCash(formats.money(order.totalCents))}</p>
      <p>{cashAsk}</p>
    </ConfirmDialog>
  );
}
