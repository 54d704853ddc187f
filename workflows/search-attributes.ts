// The search attributes by which operators find orders; registered by `npm run setup:temporal`.
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

export const ORDER_STATUS = defineSearchAttributeKey('OrderStatus', SearchAttributeType.KEYWORD);
export const PAYMENT_STATUS = defineSearchAttributeKey('PaymentStatus', SearchAttributeType.KEYWORD);
export const PAYMENT_METHOD = defineSearchAttributeKey('PaymentMethod', SearchAttributeType.KEYWORD);
export const SHOP_ID = defineSearchAttributeKey('ShopId', SearchAttributeType.KEYWORD);
export const PICKUP_AT = defineSearchAttributeKey('PickupAt', SearchAttributeType.DATETIME);
export const NEEDS_ATTENTION = defineSearchAttributeKey('NeedsAttention', SearchAttributeType.BOOL);
