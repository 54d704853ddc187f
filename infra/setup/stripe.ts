// `npm run setup:stripe`: creates or mends the webhook endpoint in the Stripe account. May run any number of times.
import { exitOnBadEnv, readSetupStripeEnv } from '../env.ts';
import { createStripe } from '../stripe/stripe-client.ts';
import { type EndpointChange, ensureWebhookEndpoint } from './webhook-endpoint.ts';

const env = exitOnBadEnv(readSetupStripeEnv);
const url = `${env.NEXT_PUBLIC_APP_URL.replace(/\/+$/, '')}/api/webhooks/stripe`;
const change = await ensureWebhookEndpoint(createStripe(env), url);
for (const line of report(change)) console.log(line);
if (change.kind === 'other_version') process.exitCode = 1;

function report(done: EndpointChange): string[] {
  switch (done.kind) {
    case 'created':
      return [
        `Created ${done.id} at ${url}.`,
        `STRIPE_WEBHOOK_SECRET=${done.secret ?? ''}`,
        'Keep it: it is shown once.',
      ];
    case 'mended':
      return [`Mended ${done.id}: the handled event types are set again.`];
    case 'unchanged':
      return [`${done.id} at ${url} is as it should be.`];
    case 'other_version':
      return [
        `${done.id} uses API version ${done.version ?? '(the account’s)'}, which Stripe does not let anyone change.`,
        'Delete it in the dashboard and run this command again.',
      ];
  }
}
