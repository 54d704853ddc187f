// French: where the money of an order stands. Nothing here: the server says it, in its own words (`paymentWords`).
import type { Order } from '../../api/bodies.ts';

/** `REFUND_DUE`: paid for an order nobody will get; `NOTHING_DUE`: to be paid at a counter where nobody will fetch it. */
export type MoneyStanding = Order['paymentStatus'] | 'REFUND_DUE' | 'NOTHING_DUE';

export type MoneyTexts = Readonly<Record<'customer' | 'butcher', Readonly<Record<MoneyStanding, string>>>>;

/** Null where the server's words are in this language. */
export const MONEY: MoneyTexts | null = null;
