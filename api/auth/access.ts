// The policies a route may have, and what each proves about the caller.

import type { ShopId } from '../../domain/ids.ts';
import type { OrderView } from '../../domain/ports/orders-view.ts';
import type { VerifiedWebhook } from '../../domain/ports/stripe-webhooks.ts';
import type { TokenHolder } from '../../domain/ports/token-verifier.ts';

export type Caller = TokenHolder;
export type CallerRole = 'customer' | 'butcher' | 'operator';

export interface OrderAccess<Role extends CallerRole> {
  readonly caller: Caller;
  readonly order: OrderView;
  /** In what capacity the caller sees this order. */
  readonly role: Role;
}

export interface Access {
  /** Anyone; tokens are not looked at. */
  public: null;
  /** Anyone; a page shows more to whom it knows. */
  visitor: Caller | null;
  /** Anyone with a token: every user is a customer. */
  customer: Caller;
  /** Members of the shop in the path, and operators. */
  'shop-member': { readonly caller: Caller; readonly shopId: ShopId; readonly role: 'butcher' | 'operator' };
  /** The customer of the order in the path, members of its shop, operators. */
  'order-reader': OrderAccess<CallerRole>;
  /** The customer of the order in the path. */
  'order-customer': OrderAccess<'customer'>;
  /** Members of the order's shop, and operators. */
  'order-decider': OrderAccess<'butcher' | 'operator'>;
  /** Whoever holds a webhook secret. */
  stripe: Exclude<VerifiedWebhook, { readonly kind: 'forged' }>;
}

export type Policy = keyof Access;
