// The moments at which a worker can be stopped: three around the outside call of each effect.
export const EFFECTS = [
  'placeOrder',
  'recordChange',
  'loadOrder',
  'openCheckout',
  'closeCheckout',
  'lookUpCheckout',
  'refundPayment',
] as const;
export type Effect = (typeof EFFECTS)[number];

/**
 * Before the outside call · after Stripe did it or the database committed, its answer not yet used · the activity's
 * function is done, Temporal not told.
 */
export const MOMENTS = ['before-call', 'after-success', 'before-completion'] as const;
export type Moment = (typeof MOMENTS)[number];

export type Failpoint = `${Effect}/${Moment}`;

/** What a worker that reached a failpoint posts to the address in this variable; it goes on with the answer. */
export const FAILPOINTS_URL = 'FAILPOINTS_URL';
export interface Reached {
  readonly failpoint: Failpoint;
  /** Of the order, or of its aftercare. */
  readonly workflowId: string;
}
