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

export function StatusTag({
  order: { status, rejectionReason, rejectionMessage },
}: {
  readonly order: Order;
}) {
  const { texts } = useWords();
  return (
    <div className="card-status">
      <p className={`status status-${status}`}>
        <Sign name={SIGNS[status]} />
        <span>{texts.console.status[status]}</span>
      </p>
      {rejectionReason === null ? null : (
        <p className="card-reason">
          {texts.console.reasons[rejectionReason]}
          {rejectionMessage === null ? '' : ` : « ${rejectionMessage} »`}
        </p>
      )}
    </div>
  );
}
