// Every address of the API: what it does and who may call it. Nothing is reachable that does not stand here.
import { readHealth, readReadiness } from './health/health-endpoints.ts';
import { openApiDocument } from './openapi/document.ts';
import { describeApi, sendDocsAsset, showDocs } from './openapi/openapi-endpoints.ts';
import { checkout } from './orders/checkout-endpoint.ts';
import { accept, cancel, collect, noShow, ready, reject } from './orders/decision-endpoints.ts';
import { checkPayment } from './orders/payment-check-endpoint.ts';
import { place } from './orders/place-endpoint.ts';
import { quote } from './orders/quote-endpoint.ts';
import { listOwnOrders, listShopOrders, readOrder, readTimeline } from './orders/read-endpoints.ts';
import { sendPageAsset, showPage } from './pages/page-endpoints.ts';
import { type Route, route } from './routing/route.ts';
import { listShops, readShop } from './shops/shop-endpoints.ts';
import { streamOrder, streamShop } from './streams/stream-endpoints.ts';
import { readMe } from './visitors/me-endpoint.ts';
import { receiveStripeEvent } from './webhooks/stripe-endpoint.ts';

export const ROUTES: readonly Route[] = [
  route('GET /api/shops', 'public', listShops),
  route('GET /api/shops/:shopId', 'public', readShop),
  route('POST /api/quote', 'public', quote),
  route('GET /api/me', 'visitor', readMe),

  route('POST /api/checkout', 'customer', checkout),
  route('POST /api/orders', 'customer', place),
  route('GET /api/orders', 'customer', listOwnOrders),
  route('GET /api/orders/:orderId', 'order-reader', readOrder),
  route('GET /api/orders/:orderId/timeline', 'order-reader', readTimeline),
  route('GET /api/orders/:orderId/stream', 'order-reader', streamOrder),
  route('POST /api/orders/:orderId/payment-check', 'order-customer', checkPayment),
  route('POST /api/orders/:orderId/cancel', 'order-reader', cancel),

  route('GET /api/shops/:shopId/orders', 'shop-member', listShopOrders),
  route('GET /api/shops/:shopId/stream', 'shop-member', streamShop),
  route('POST /api/orders/:orderId/accept', 'order-decider', accept),
  route('POST /api/orders/:orderId/reject', 'order-decider', reject),
  route('POST /api/orders/:orderId/ready', 'order-decider', ready),
  route('POST /api/orders/:orderId/collect', 'order-decider', collect),
  route('POST /api/orders/:orderId/no-show', 'order-decider', noShow),

  route('POST /api/webhooks/stripe', 'stripe', receiveStripeEvent),

  route('GET /healthz', 'public', readHealth),
  route('GET /readyz', 'public', readReadiness),
  route('GET /openapi.json', 'public', describeApi(document)),
  route('GET /docs', 'public', showDocs),
  route('GET /docs/:asset', 'public', sendDocsAsset),

  route('GET /', 'public', showPage),
  route('GET /boutique/:shopId', 'public', showPage),
  route('GET /panier', 'public', showPage),
  route('GET /mes-commandes', 'public', showPage),
  route('GET /commande/:orderId', 'public', showPage),
  route('GET /commande/:orderId/confirmation', 'public', showPage),
  route('GET /boucher', 'public', showPage),
  route('GET /boucher/bon/:orderId', 'public', showPage),
  route('GET /assets/:file', 'public', sendPageAsset),
];

let made: ReturnType<typeof openApiDocument> | undefined;

/** Made once, when first asked for. */
function document() {
  made ??= openApiDocument(ROUTES);
  return made;
}
