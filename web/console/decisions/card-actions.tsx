// What can be decided about an order where it stands. Each button sends one POST, and waits for what came of it.
import type { Order } from '../../api/bodies.ts';
import { useWords } from '../../language/words.tsx';
import type { AskedKind, Decisions } from '../desk/use-decisions.ts';
import { useSettling } from '../desk/use-settling.ts';
import { isToCash } from '../orders/money.ts';
import { Sign } from '../signs.tsx';
import { slipAddress } from '../slip/slip-address.ts';

interface Props {
  readonly order: Order;
  readonly decisions: Decisions;
}

export function CardActions({ order, decisions }: Props) {
  const { texts } = useWords();
  const isBusy = decisions.busy.has(order.id);
  const small = (label: string, kind: AskedKind) => (
    <button
      type="button"
      className="button button-quiet card-small"
      disabled={isBusy}
      onClick={() => decisions.ask({ kind, order })}
    >
      {label}
    </button>
  );
  const isCancellable = order.status === 'ACCEPTED' || order.status === 'READY';
  // The next step's button appears where the last one's was.
  const isSettling = useSettling(order.status);
  return (
    <div className={`card-actions${isSettling ? ' settling' : ''}`} aria-busy={isBusy}>
      <MainActions order={order} decisions={decisions} />
      <div className="card-more">
        {order.status === 'READY' ? small(texts.console.noShow, 'no-show') : null}
        {isCancellable ? small(texts.console.cancel, 'cancel') : null}
        <a
          className="button button-quiet card-small"
          href={slipAddress(order.id)}
          target="_blank"
          rel="noopener"
        >
          <Sign name="printer" />
          {texts.console.slipShort}
        </a>
      </div>
    </div>
  );
}

function MainActions({ order, decisions }: Props) {
  const { texts, formats } = useWords();
  const isBusy = decisions.busy.has(order.id);
  const { accept, reject, markReady, collect, cashAndCollect, sending } = texts.console;
  const big = (label: string, run: () => void) => (
    <button type="button" className="button button-strong card-main" disabled={isBusy} onClick={run}>
      {isBusy ? sending : label}
    </button>
  );
  switch (order.status) {
    case 'PENDING':
      return (
        <div className="card-pair">
          {big(accept, () => decisions.decide(order, { kind: 'accept' }))}
          <button
            type="button"
            className="button card-second"
            disabled={isBusy}
            onClick={() => decisions.ask({ kind: 'reject', order })}
          >
            {reject}
          </button>
        </div>
      );
    case 'ACCEPTED':
      return big(markReady, () => decisions.decide(order, { kind: 'ready' }));
    case 'READY':
      return isToCash(order)
        ? big(cashAndCollect(formats.money(order.totalCents)), () =>
            decisions.ask({ kind: 'collect', order }),
          )
        : big(collect, () => decisions.decide(order, { kind: 'collect' }));
    default:
      return null;
  }
}
