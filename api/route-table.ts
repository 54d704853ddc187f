// Every address of the API: what it does, who may call it, and how often. Nothing is reachable that does not stand here.
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
  route('GET /api/shops', ['public', 'reads'], listShops),
  route('GET /api/shops/:shopId', ['public', 'reads'], readShop),
  route('POST /api/quote', ['public', 'reads'], quote),
  route('GET /api/me', ['visitor', 'reads'], readMe),

  route('POST /api/checkout', ['customer', 'placing'], checkout),
  route('POST /api/orders', ['customer', 'placing'], place),
  route('GET /api/orders', ['customer', 'reads'], listOwnOrders),
  route('GET /api/orders/:orderId', ['order-reader', 'reads'], readOrder),
  route('GET /api/orders/:orderId/timeline', ['order-reader', 'reads'], readTimeline),
  route('GET /api/orders/:orderId/stream', ['order-reader', 'streams'], streamOrder),
  route('POST /api/orders/:orderId/payment-check', ['order-customer', 'decisions'], checkPayment),
  route('POST /api/orders/:orderId/cancel', ['order-reader', 'decisions'], cancel),

  route('GET /api/shops/:shopId/orders', ['shop-member', 'reads'], listShopOrders),
  route('GET /api/shops/:shopId/stream', ['shop-member', 'streams'], streamShop),
  route('POST /api/orders/:orderId/accept', ['order-decider', 'decisions'], accept),
  route('POST /api/orders/:orderId/reject', ['order-decider', 'decisions'], reject),
  route('POST /api/orders/:orderId/ready', ['order-decider', 'decisions'], ready),
  route('POST /api/orders/:orderId/collect', ['order-decider', 'decisions'], collect),
  route('POST /api/orders/:orderId/no-show', ['order-decider', 'decisions'], noShow),

  route('POST /api/webhooks/stripe', ['stripe', 'forgeries'], receiveStripeEvent),

  route('GET /healthz', ['public', 'free'], readHealth),
  route('GET /readyz', ['public', 'free'], readReadiness),
  route('GET /openapi.json', ['public', 'files'], describeApi(document)),
  route('GET /docs', ['public', 'files'], showDocs),
  route('GET /docs/:asset', ['public', 'files'], sendDocsAsset),

  route('GET /', ['public', 'files'], showPage),
  route('GET /boutique/:shopId', ['public', 'files'], showPage),
  route('GET /panier', ['public', 'files'], showPage),
  route('GET /mes-commandes', ['public', 'files'], showPage),
  route('GET /commande/:orderId', ['public', 'files'], showPage),
  route('GET /commande/:orderId/confirmation', ['public', 'files'], showPage),
  route('GET /boucher', ['public', 'files'], showPage),
  route('GET /boucher/bon/:orderId', ['public', 'files'], showPage),
  route('GET /assets/:file', ['public', 'files'], sendPageAsset),
];

let made: ReturnType<typeof openApiDocument> | undefined;

/** Made once, when first asked for. */
function document() {
  made ??= openApiDocument(ROUTES);
  return made;
}
