// The store in memory keeps the same promises as the one in PostgreSQL (see test/infra/postgres).
import { memoryOrders } from '../support/memory-orders.ts';
import { orderStoreCases } from './order-store.cases.ts';

const store = memoryOrders();
orderStoreCases(() => store);
