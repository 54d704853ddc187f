// An order as it was placed: frozen, and the whole input of its workflow. No personal data.
import type { OrderId, ShopId, UserId } from './ids.ts';
import type { Money } from './money.ts';
import type { OpeningHours } from './opening-hours.ts';
import type { OrderItem } from './order-item.ts';
import type { PaymentMethod } from './order-status.ts';
import type { ShopPolicy } from './policy.ts';
import type { Instant } from './time.ts';

export interface PlacedOrder {
  readonly orderId: OrderId;
  readonly shopId: ShopId;
  readonly shopName: string;
  readonly customerId: UserId;
  readonly paymentMethod: PaymentMethod;
  readonly items: readonly OrderItem[];
  readonly total: Money;
  readonly pickupAt: Instant | null;
  readonly policy: ShopPolicy;
  readonly hours: OpeningHours;
}
