// Port: where a shop is told of its orders. The secret signs what is sent to its programs, and is shown to nobody.
import type { ShopId } from '../ids.ts';

export interface ShopContact {
  readonly email: string | null;
  readonly webhook: { readonly url: string; readonly secret: string } | null;
}

export interface ShopContacts {
  /** Null for a shop nobody knows. */
  contactOf(shopId: ShopId): Promise<ShopContact | null>;
}
