// Before an order to be paid at the counter is handed over: how much, in large, and whether it is in the till.
import { useWords } from '../../language/words.tsx';
import { Dialog, type OrderDialog } from './dialog.tsx';

export function CashDialog({ order, decide, close }: OrderDialog) {
  const { texts, formats } = useWords();
  const { cashTitle, cashAsk, cashYes, toCash, noName, back } = texts.console;
  return (
    <Dialog title={cashTitle(order.pickupCode, order.contactName ?? noName)} close={close}>
      <p className="dialog-amount">{toCash(formats.money(order.totalCents))}</p>
      <p>{cashAsk}</p>
      <div className="dialog-acts">
        <button
          type="button"
          className="button button-strong card-main"
          onClick={() => decide(order, { kind: 'collect' })}
        >
          {cashYes}
        </button>
        <button type="button" className="button card-second" onClick={close}>
          {back}
        </button>
      </div>
    </Dialog>
  );
}
