// The port WebhookCarrier on HTTP(S): one signed request to an address that was looked at, whose redirections lead nowhere.
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { Carried, WebhookCarrier, WebhookMessage } from '../../domain/ports/notice-carriers.ts';
import { isPublicAddress } from './public-address.ts';
import { standardSignature } from './standard-signature.ts';
import { answerOutcome, errorOutcome } from './webhook-outcome.ts';

export interface WebhookOptions {
  /** For use on one machine: `http://`, and addresses that only this network knows. */
  readonly toPrivateAddresses: boolean;
  /** Milliseconds for the whole exchange. */
  readonly patience?: number;
  /** All addresses of a host name. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
}

const PATIENCE = 10_000;

const resolveAll = (host: string): Promise<LookupAddress[]> => lookup(host, { all: true });

export function openWebhookCarrier(options: WebhookOptions): WebhookCarrier {
  const { toPrivateAddresses, patience = PATIENCE, resolve = resolveAll } = options;
  return {
    post: async (message) => {
      if (!URL.canParse(message.url)) return refused('no address');
      const url = new URL(message.url);
      if (!isSpoken(url, toPrivateAddresses)) return refused('not https');
      const expiry = AbortSignal.timeout(patience);
      try {
        const found = await resolveHost(url, resolve);
        const address = found.find((one) => toPrivateAddresses || isPublicAddress(one.address));
        if (address === undefined) return refused('a private address');
        return await send(message, { url, address, expiry });
      } catch (error) {
        return errorOutcome(error);
      }
    },
  };
}

const refused = (why: string): Carried => ({ kind: 'refused', why });

const isSpoken = ({ protocol }: URL, toPrivateAddresses: boolean): boolean =>
  protocol === 'https:' || (toPrivateAddresses && protocol === 'http:');

async function resolveHost(
  { hostname }: URL,
  resolve: NonNullable<WebhookOptions['resolve']>,
): Promise<readonly LookupAddress[]> {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(host);
  return family === 0 ? resolve(host) : [{ address: host, family }];
}

interface Way {
  readonly url: URL;
  /** The one that was looked at: a name that resolves otherwise a moment later leads nowhere else. */
  readonly address: LookupAddress;
  readonly expiry: AbortSignal;
}

function send(message: WebhookMessage, { url, address, expiry }: Way): Promise<Carried> {
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = open(url, {
      method: 'POST',
      headers: headersOf(message),
      signal: expiry,
      agent: false,
      lookup: (_host, { all }, done) =>
        all === true ? done(null, [address]) : done(null, address.address, address.family),
    });
    request.on('error', reject);
    request.on('response', (response) => {
      // What it says besides is of no interest, however long it is.
      response.on('error', () => undefined).destroy();
      resolve(answerOutcome(response.statusCode ?? 0));
    });
    request.end(message.body);
  });
}

function headersOf({ id, secret, body }: WebhookMessage): Record<string, string | number> {
  const timestamp = Math.floor(Date.now() / 1_000);
  return {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'User-Agent': 'KlikandgoOrders/1',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': standardSignature({ id, timestamp, body }, secret),
  };
}
