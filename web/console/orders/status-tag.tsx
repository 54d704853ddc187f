// Where an order stands, in a word, with why it was refused or cancelled.
import type { Order } from '../../api/bodies.ts';
import { useWords } from '../../language/words.tsx';
import { Sign, type SignName } from '../signs.tsx';

const SIGNS: Readonly<Record<Order['status'], SignName>> = {
  PENDING: 'inbox',
  ACCEPTED: 'knife',
  READY: 'check',
  COLLECTED: 'check',
  REJECTED: 'cross',
  CANCELLED: 'cross',
  EXPIRED: 'clock',
  NO_SHOW: 'cross',
};

interface Props {
  readonly order: Order;
}

export function StatusTag({ order: { status } }: Props) {
  const { texts } = useWords();
  return (
    <p className={`status status-${status}`}>
      <Sign name={SIGNS[status]} />
      <span>{texts.console.status[status]}</span>
    </p>
  );
}

export function ReasonLine({ order: { rejectionReason, rejectionMessage } }: Props) {
  const { texts } = useWords();
  if (rejectionReason === null) return null;
  return (
    <p className="card-reason">
      {texts.console.reasons[rejectionReason]}
      {rejectionMessage === null ? '' : texts.console.said(rejectionMessage)}
    </p>
  );
}
