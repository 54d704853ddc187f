// Reads a small request body; a long one is refused.
import type { IncomingMessage } from 'node:http';

const BODY_LIMIT = 10_000;

export async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > BODY_LIMIT) throw new Error('the body is too long');
  }
  return body;
}
