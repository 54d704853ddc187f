// Writes answers and problems to the wire.
import type { Response } from 'express';
import { FAILURES } from '../../domain/failures.ts';
import { seconds } from '../../domain/time.ts';
import type { PageAsset } from '../pages/built-pages.ts';
import { problemOf } from '../problem/problem-body.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { Answer } from '../routing/answer.ts';

/** Long enough not to make an outage worse, short enough for someone waiting at a screen. */
const RETRY_AFTER = seconds(2);
/** A year: what browsers take for ever. */
const FOREVER = 'public, max-age=31536000, immutable';

export function sendAnswer(response: Response, answer: Answer): void {
  switch (answer.kind) {
    case 'json':
      response.status(answer.status).json(answer.body);
      return;
    case 'html':
      response.type('html').send(answer.html);
      return;
    case 'asset':
      sendAsset(response, answer.asset);
      return;
    case 'script':
      response.type('js').send(answer.source);
      return;
    case 'file':
      // The package may well be installed below a folder whose name starts with a dot.
      response.sendFile(answer.path, { dotfiles: 'allow', cacheControl: false });
      return;
    case 'stream':
      if (response.req.method === 'HEAD') response.type('text/event-stream').end();
      else answer.open(response);
      return;
  }
}

function sendAsset(response: Response, { contentType, plain, gzip }: PageAsset): void {
  const isGzip = response.req.acceptsEncodings('gzip') === 'gzip';
  if (isGzip) response.set('Content-Encoding', 'gzip');
  response.vary('Accept-Encoding');
  response.set({ 'Content-Type': contentType, 'Cache-Control': FOREVER });
  response.send(Buffer.from(isGzip ? gzip : plain));
}

export function sendProblem(response: Response, refusal: Refusal): void {
  const { http } = FAILURES[refusal.code];
  if (http === 401) response.set('WWW-Authenticate', 'Bearer');
  if (http === 429 || http === 503) {
    const wait = refusal.facts.retryAfter ?? RETRY_AFTER;
    response.set('Retry-After', String(Math.ceil(wait / seconds(1))));
  }
  if (refusal.facts.allow !== undefined) response.set('Allow', refusal.facts.allow.join(', '));
  response
    .status(http)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(refusal)));
}
