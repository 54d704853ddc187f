// Before an order is noted as not collected: what becomes of the money.
import { useWords } from '../../language/words.tsx';
import { Dialog, type OrderDialog } from './dialog.tsx';

export function NoShowDialog({ order, decide, close }: OrderDialog) {
  const { texts } = useWords();
  const { noShowTitle, noShowPaid, noShowUnpaid, noShowYes, back } = texts.console;
  return (
    <Dialog title={noShowTitle(order.pickupCode)} close={close}>
      <p>{order.paymentMethod === 'ONLINE' ? noShowPaid : noShowUnpaid}</p>
      <div className="dialog-acts">
        <button
          type="button"
          className="button button-strong card-main"
          onClick={() => decide(order, { kind: 'no-show' })}
        >
          {noShowYes}
        </button>
        <button type="button" className="button card-second" onClick={close}>
          {back}
        </button>
      </div>
    </Dialog>
  );
}
