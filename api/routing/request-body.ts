// Reads a request's body: JSON for our callers, raw bytes for signed webhooks; nothing larger than it may be.
import express, { type RequestHandler } from 'express';
import { Refusal } from '../problem/refusal.ts';
import type { Exchange } from './exchange.ts';

const readBytes = express.raw({ limit: '1mb', type: () => true });

type ReadJson = (exchange: Exchange) => Promise<unknown>;

/** @param limit as Express writes it: `100kb`. @returns what reads a body: `{}` when there is none. It throws a Refusal, or the parser's error with its HTTP status. */
export function jsonReader(limit: string): ReadJson {
  const parseJson = express.json({ limit, type: () => true });
  return async (exchange) => {
    const { request } = exchange;
    if (!hasBody(exchange)) return {};
    if (request.is('application/json') === false) throw new Refusal('UNSUPPORTED_MEDIA_TYPE');
    await run(parseJson, exchange);
    // Express declares the body as `any`; what was sent is unknown until a schema has read it.
    const body: unknown = request.body;
    return body ?? {};
  };
}

/** More than any order needs. */
export const readJson = jsonReader('100kb');

/** The bytes as they were sent (inflated when they came compressed). */
export async function readRaw(exchange: Exchange): Promise<Uint8Array> {
  await run(readBytes, exchange);
  const body: unknown = exchange.request.body;
  return body instanceof Uint8Array ? body : new Uint8Array();
}

function hasBody({ request }: Exchange): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
}

function run(handler: RequestHandler, { request, response }: Exchange): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (error?: unknown): void => (error === undefined ? resolve() : reject(asError(error)));
    void handler(request, response, finish);
  });
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
