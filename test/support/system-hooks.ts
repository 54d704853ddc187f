// Hooks of a file of system tests: one whole service for the file, and everybody who has to do with it.
import { afterAll, beforeAll } from 'vitest';
import { openShopApi, type ShopApi } from '../../dev/demo/shop-api.ts';
import type { Environment } from '../../dev/stack/settings.ts';
import { openStack, type TestStack } from './stack.ts';
import { type StackClient, stackClient, WISH } from './stack-client.ts';
import { openStripeBooks, type StripeBooks } from './stripe-books.ts';

export interface System {
  readonly stack: TestStack;
  readonly client: StackClient;
  readonly stripe: StripeBooks;
  readonly customer: ShopApi;
  readonly butcher: ShopApi;
}

const START = 300_000;
const STOP = 120_000;

/** @param take keeps the system of the file. @param env variables for the stack, asked for when it starts. */
export function systemForFile(
  take: (system: System) => void,
  env: () => Environment | Promise<Environment> = () => ({}),
): void {
  let stack: TestStack | undefined;
  beforeAll(async () => {
    stack = await openStack(await env());
    const { api, tokens, stripe } = stack.info;
    take({
      stack,
      client: stackClient(stack.info),
      stripe: openStripeBooks(stripe),
      customer: openShopApi(api, tokens.customer),
      butcher: openShopApi(api, tokens.butchers[WISH.shopId] ?? ''),
    });
  }, START);
  afterAll(() => stack?.close(), STOP);
}
