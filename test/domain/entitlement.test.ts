// Who may make each thing happen: every role, every event, and cancelling in every status.
import { describe, expect, it } from 'vitest';
import { ACTOR_ROLES, actor } from '../../domain/actor.ts';
import { advance } from '../../domain/advance.ts';
import { isEntitled } from '../../domain/entitlement.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import { openState } from '../../domain/order-state.ts';
import { ORDER_STATUSES } from '../../domain/order-status.ts';
import { instant } from '../../domain/time.ts';
import { placedOrder } from '../support/placed-orders.ts';
import { EVENTS } from './order-events.ts';

/** A column per role: `x` may, `·` may not. */
const TABLE = `
event              customer butcher operator system stripe
CHECKOUT_OPENED    ·        ·       ·        x      ·
PAYMENT_PROCESSING ·        ·       ·        x      x
PAYMENT_CONFIRMED  ·        ·       ·        x      x
PAYMENT_ABANDONED  ·        ·       ·        x      x
PAYMENT_MISMATCH   ·        ·       ·        x      x
BUTCHER_ALERTED    ·        ·       ·        x      ·
DECISION_EXTENDED  ·        ·       x        ·      ·
BUTCHER_REMINDED   ·        ·       ·        x      ·
ACCEPTED           ·        x       x        ·      ·
REJECTED           ·        x       x        x      ·
CANCELLED          x        x       x        ·      ·
READY              ·        x       x        ·      ·
COLLECTED          ·        x       x        ·      ·
NO_SHOW            ·        x       x        x      ·
REFUND_REQUESTED   ·        ·       x        x      ·
REFUND_PENDING     ·        ·       ·        x      x
REFUND_SUCCEEDED   ·        ·       ·        x      x
REFUND_FAILED      ·        ·       ·        x      x
DISPUTE_OPENED     ·        ·       ·        x      x
DISPUTE_CLOSED     ·        ·       ·        x      x
ATTENTION_RAISED   ·        ·       ·        x      ·
ATTENTION_CLEARED  ·        ·       ·        x      ·
ACKNOWLEDGED       ·        ·       x        ·      ·
PAYMENT_CHECKED    ·        ·       x        ·      ·
RESUMED            ·        ·       ·        x      ·
MESSAGE_REFUSED    x        x       x        x      x
`;

const [, ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.split(/\s+/));

/** In a status where the role, not the moment, decides. */
const statusOf = (type: string, role: string) =>
  type === 'CANCELLED' && role === 'butcher' ? 'ACCEPTED' : 'PENDING';

describe('the table of who may', () => {
  it('has every event', () => {
    expect(new Set(rows.map(([type]) => type))).toEqual(new Set(Object.keys(EVENTS)));
    expect(rows).toHaveLength(Object.keys(EVENTS).length);
  });

  it.each(rows)('%s', (type, ...cells) => {
    const event = Object.values(EVENTS).find((one) => one.type === type);
    if (event === undefined) throw new Error(`no such event: ${type}`);
    const may = ACTOR_ROLES.filter((role) =>
      isEntitled(statusOf(event.type, role), { ...event, by: actor(role, 'someone') }),
    );
    expect(may).toEqual(ACTOR_ROLES.filter((_, index) => cells[index] === 'x'));
  });
});

describe('cancelling', () => {
  const OPEN = ['PENDING', 'ACCEPTED', 'READY'];
  const MAY: Readonly<Record<'customer' | 'butcher' | 'operator', readonly string[]>> = {
    customer: ['PENDING'],
    butcher: ['ACCEPTED', 'READY'],
    operator: OPEN,
  };
  it.each(['customer', 'butcher', 'operator'] as const)('by a %s → only where it is theirs to do', (role) => {
    const cancelled: OrderEvent = { type: 'CANCELLED', by: actor(role, 'someone'), reason: 'OTHER' };
    const open = openState(placedOrder({ paymentMethod: 'ON_PICKUP' }), instant(0));
    const done = ORDER_STATUSES.filter(
      (status) => advance({ ...open, status }, cancelled, instant(1)).kind === 'advanced',
    );
    expect(done).toEqual(MAY[role]);
  });
});
