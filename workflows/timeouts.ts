// Every timeout and retry number of an order's workflow, with its reason.
import { days, hours, minutes, seconds } from '../domain/time.ts';

/** One database write takes milliseconds; 5 s covers a busy pool. */
export const WRITE_TIMEOUT = seconds(5);
/** Local attempts stop here: a local activity that keeps failing keeps its workflow task alive and grows the history. */
export const LOCAL_WRITE_BUDGET = seconds(8);
export const LOCAL_WRITE_ATTEMPTS = 3;
/** While the database is away, each order knocks once in this time at most. */
export const WRITE_RETRY_MAX = seconds(15);

/** A refund is at most five calls to Stripe (refunds, payment, disputes, refund, refunds) of 10 s each, and some air. */
export const STRIPE_TIMEOUT = seconds(60);
/** A worker that is killed in the middle of a call to Stripe is noticed after this long; see `worker/heartbeats.ts`. */
export const HEARTBEAT_TIMEOUT = seconds(10);
/** During an outage of Stripe, or with a refused key, each order asks once a minute at most. */
export const STRIPE_RETRY_MAX = minutes(1);
/** A person who asked for it waits so long for Stripe, in all. */
export const BRIEFLY = seconds(30);
/** An unreadable answer is asked for again so often, so much later, before an operator is called. */
export const UNREADABLE_TIMES = 3;
export const UNREADABLE_RETRY = seconds(2);
/** A refused request is tried again ever more slowly: each attempt is a dozen events of history. */
export const OPERATOR_RETRY = minutes(1);
export const OPERATOR_RETRY_MAX = hours(1);
/** Webhooks may be lost: what Stripe still owes us is looked up once a day. */
export const LOOK_UP_EVERY = days(1);
/** What waits for an operator, or for the order's other workflow, looks again ever more slowly. */
export const CUSTODY_RETRY = seconds(5);
export const CUSTODY_RETRY_MAX = days(1);
/** A session that replaces a refused one lives a little longer than Stripe's minimum of 30 minutes. */
export const SESSION_MINIMUM = minutes(31);

/** A hundred orders, each looked up at Stripe a few times, at its rate limit and with room for a slow day. */
export const RECONCILE_PAGE_TIMEOUT = minutes(5);
/** Time for told facts to take effect before each of the second looks: the last one is for a slow day. */
export const SECOND_LOOK_PAUSES = [seconds(2), seconds(10), seconds(30)] as const;

/** An order that is deciding is done within a second, or after the ten that a dead worker's task takes to be noticed. */
export const NOTICE_SETTLING = seconds(2);
/** It holds one of the few workflow tasks that notices have; a look that is late is made again. */
export const NOTICE_LOOK_TIMEOUT = seconds(2);
/** An order that decides for a minute on end is stuck: then the row is believed. */
export const NOTICE_SETTLING_ATTEMPTS = 30;
/** A mail is at most three waits of 10 s (connection, greeting, answer) and its reading; a webhook is one. */
export const NOTICE_TIMEOUT = seconds(60);
/** A mail server that is away is asked soon, then every ten minutes; what is a day late is no news any more. */
export const MAIL_RETRY = seconds(2);
export const MAIL_RETRY_MAX = minutes(10);
export const NOTICE_PATIENCE = days(1);
/** Eight attempts over a day, as senders of webhooks do: after 5 s, 30 s, 3 min, 18 min, 1 h 48, 10 h, 10 h. */
export const WEBHOOK_RETRY = seconds(5);
export const WEBHOOK_RETRY_FACTOR = 6;
export const WEBHOOK_RETRY_MAX = hours(10);
export const WEBHOOK_ATTEMPTS = 8;
