// What can be decided about an order where it stands. Each button sends one POST, and waits for what came of it.
import { useState } from 'react';
import type { Order } from '../../api/bodies.ts';
import { useWords } from '../../language/words.tsx';
import type { Decisions } from '../desk/use-decisions.ts';
import { isToCash } from '../orders/money.ts';
import { Sign } from '../signs.tsx';
import { slipAddress } from '../slip/slip-address.ts';
import { CashDialog } from './cash-dialog.tsx';
import { NoShowDialog } from './no-show-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

interface Props {
  readonly order: Order;
  readonly decisions: Decisions;
}

type Asked = 'reject' | 'cancel' | 'cash' | 'no-show';

export function CardActions({ order, decisions }: Props) {
  const { texts } = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const isBusy = decisions.busy.has(order.id);
  return (
    <div className="card-actions" aria-busy={isBusy}>
      <MainActions order={order} decisions={decisions} ask={setAsked} />
      <div className="card-more">
        {order.status === 'READY' ? (
          <SmallAction label={texts.console.noShow} isBusy={isBusy} run={() => setAsked('no-show')} />
        ) : null}
        {order.status === 'ACCEPTED' || order.status === 'READY' ? (
          <SmallAction label={texts.console.cancel} isBusy={isBusy} run={() => setAsked('cancel')} />
        ) : null}
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
      <Question order={order} decisions={decisions} asked={asked} close={() => setAsked(null)} />
    </div>
  );
}

interface MainProps extends Props {
  readonly ask: (asked: Asked) => void;
}

function MainActions({ order, decisions, ask }: MainProps) {
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
            onClick={() => ask('reject')}
          >
            {reject}
          </button>
        </div>
      );
    case 'ACCEPTED':
      return big(markReady, () => decisions.decide(order, { kind: 'ready' }));
    case 'READY':
      return isToCash(order)
        ? big(cashAndCollect(formats.money(order.totalCents)), () => ask('cash'))
        : big(collect, () => decisions.decide(order, { kind: 'collect' }));
    default:
      return null;
  }
}

interface SmallProps {
  readonly label: string;
  readonly isBusy: boolean;
  readonly run: () => void;
}

function SmallAction({ label, isBusy, run }: SmallProps) {
  return (
    <button type="button" className="button button-quiet card-small" disabled={isBusy} onClick={run}>
      {label}
    </button>
  );
}

interface QuestionProps extends Props {
  readonly asked: Asked | null;
  readonly close: () => void;
}

function Question({ order, decisions, asked, close }: QuestionProps) {
  if (asked === null) return null;
  const decide: Decisions['decide'] = (about, decision) => {
    close();
    decisions.decide(about, decision);
  };
  const dialog = { order, decide, close };
  switch (asked) {
    case 'reject':
    case 'cancel':
      return <ReasonDialog kind={asked} {...dialog} />;
    case 'cash':
      return <CashDialog {...dialog} />;
    case 'no-show':
      return <NoShowDialog {...dialog} />;
  }
}
