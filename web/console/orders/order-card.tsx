// One order as it lies on the counter: who, when, what, what is paid, and what can be decided.
import type { Order } from '../../api/bodies.ts';
import { useWords } from '../../language/words.tsx';
import { CardActions } from '../decisions/card-actions.tsx';
import type { Decisions } from '../desk/use-decisions.ts';
import { Sign } from '../signs.tsx';
import { DeadlineBox } from './deadline-box.tsx';
import { ItemRows } from './item-rows.tsx';
import { MoneyLine } from './money-line.tsx';
import { ReasonLine, StatusTag } from './status-tag.tsx';

interface Props {
  readonly order: Order;
  readonly decisions: Decisions;
  /** Nobody has looked at it yet. */
  readonly isNew?: boolean;
}

export function OrderCard({ order, decisions, isNew = false }: Props) {
  const { texts } = useWords();
  const titleId = `order-${order.id}`;
  return (
    <article className={`card card-${order.status}${isNew ? ' card-new' : ''}`} aria-labelledby={titleId}>
      <header className="card-head">
        <h2 className="card-who" id={titleId}>
          <span className="card-code">
            <span className="visually-hidden">{texts.console.code} </span>
            {order.pickupCode}
          </span>
          <span className="card-name">{order.contactName ?? texts.console.noName}</span>
        </h2>
        {order.status === 'PENDING' ? null : <StatusTag order={order} />}
      </header>
      {order.status === 'PENDING' && order.decisionDeadline !== null ? (
        <DeadlineBox deadline={order.decisionDeadline} />
      ) : null}
      <ReasonLine order={order} />
      <PickupLine order={order} />
      <ItemRows items={order.items} />
      {order.note === null ? null : (
        <p className="card-note">
          <Sign name="note" />
          <span className="visually-hidden">{texts.console.note}: </span>
          <span>{order.note}</span>
        </p>
      )}
      <MoneyLine order={order} />
      <CardActions order={order} decisions={decisions} />
    </article>
  );
}

function PickupLine({ order }: { readonly order: Order }) {
  const { texts, formats } = useWords();
  const { pickupAt, createdAt, contactPhone } = order;
  return (
    <div className="card-pickup">
      <p className="card-when">
        {pickupAt === null ? texts.console.pickupSoon : texts.console.pickup(formats.dayAndClock(pickupAt))}
        {pickupAt === null ? (
          <span className="card-placed"> {texts.console.placedAt(formats.clock(createdAt))}</span>
        ) : null}
      </p>
      {contactPhone === null ? null : (
        <a
          className="card-phone"
          href={`tel:${contactPhone.replaceAll(/[^\d+]/g, '')}`}
          aria-label={texts.console.call(contactPhone)}
        >
          <Sign name="phone" />
          <span>{contactPhone}</span>
        </a>
      )}
    </div>
  );
}
