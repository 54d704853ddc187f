// Port: shops, their products and prices, and who works there.
import type { ProductId, ShopId, UserId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { OpeningHours } from '../opening-hours.ts';
import type { PricedPer } from '../order-item.ts';
import type { ShopPolicy } from '../policy.ts';

export interface Product {
  readonly productId: ProductId;
  readonly name: string;
  readonly category: string;
  readonly unitPrice: Money;
  readonly pricedPer: PricedPer;
}

export interface Shop {
  readonly shopId: ShopId;
  readonly name: string;
  readonly hours: OpeningHours;
  readonly policy: ShopPolicy;
  /** Only what is on sale. */
  readonly products: readonly Product[];
}

export interface Catalogue {
  shops(): Promise<readonly Shop[]>;
  shop(shopId: ShopId): Promise<Shop | null>;
}

export interface Memberships {
  /** Null when there is no such shop. */
  isMember(userId: UserId, shopId: ShopId): Promise<boolean | null>;
  /** By name. */
  shopsOf(userId: UserId): Promise<readonly Pick<Shop, 'shopId' | 'name'>[]>;
}
