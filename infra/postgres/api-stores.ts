// What the API reads and keeps in PostgreSQL, on one pool of connections.
import type { Database } from './database.ts';
import { openCatalogue, openMemberships } from './postgres-catalogue.ts';
import { openOpenOrders } from './postgres-open-orders.ts';
import { openOrderFeed } from './postgres-order-feed.ts';
import { openOrdersView } from './postgres-orders-view.ts';
import { openPrivateDetails } from './postgres-private-details.ts';
import { openStripeEventLog } from './postgres-stripe-event-log.ts';

export const openApiStores = (database: Database) => ({
  catalogue: openCatalogue(database),
  memberships: openMemberships(database),
  orders: openOrdersView(database),
  openOrders: openOpenOrders(database),
  feed: openOrderFeed(database),
  privateDetails: openPrivateDetails(database),
  eventLog: openStripeEventLog(database),
});
