// Ports of the follower: how far the feed of each shop was gone through, who can be told, and starting a notice.
import type { OrderId, ShopId } from '../ids.ts';
import type { NoticeChannel, NoticeRequest } from '../notices/notice.ts';

export interface NoticeMarks {
  /** Shops whose feed has entries behind their mark. */
  behind(): Promise<readonly ShopId[]>;
  /** Position of the last entry that was gone through; 0 for none. */
  markOf(shopId: ShopId): Promise<number>;
  /** Never goes back. */
  advance(shopId: ShopId, position: number): Promise<void>;
}

export interface NoticeReach {
  /** By order: the channels for which there is somebody to tell. */
  reachOf(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, readonly NoticeChannel[]>>;
}

export interface NoticeStarter {
  /** Once for each fact, however often it is asked. @throws when Temporal does not answer. */
  start(notice: NoticeRequest): Promise<void>;
}
