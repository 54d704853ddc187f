// Port: whether workflows work on an order, told by Temporal itself: no worker is asked.
import type { OrderId } from '../ids.ts';
import type { Attendance } from '../reconciliation/order-entry.ts';

export interface OrderAttendance {
  /** @throws when Temporal does not answer. */
  attendanceOf(orderId: OrderId): Promise<Attendance>;
}
