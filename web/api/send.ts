// Sends one request to the API. All of ours may be repeated: decisions are idempotent, placing carries its key.
import type { Problem } from './bodies.ts';
import { ApiProblem, NoAnswer, statusOf } from './failure.ts';
import { waitBeforeRetry } from './patience.ts';
import { noteExchange } from './server-clock.ts';
import { SESSION } from './session.ts';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly idempotencyKey?: string;
}

/** Milliseconds; the API itself gives up after ten seconds. */
const TIMEOUT = 15_000;

/** @throws ApiProblem, NoAnswer */
export async function send<Answer>(request: ApiRequest): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // The documented answer of our own API, whose schema this type is derived from.
      return (await sendOnce(request)) as Answer;
    } catch (error) {
      const wait = waitBeforeRetry(error, { attempt, session: SESSION.state() });
      if (wait === null) return giveUp(error);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

function giveUp(error: unknown): never {
  if (statusOf(error) === 401) SESSION.noteNobody();
  throw error;
}

async function sendOnce(request: ApiRequest): Promise<unknown> {
  if (!navigator.onLine) throw new NoAnswer(true);
  const response = await fetched(request);
  const body = await bodyOf(response);
  if (response.ok) return body;
  throw new ApiProblem(problemIn(response, body), secondsIn(response.headers.get('Retry-After')));
}

async function fetched({ method = 'GET', path, body, idempotencyKey }: ApiRequest): Promise<Response> {
  const sentAt = Date.now();
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT),
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    noteExchange({ date: response.headers.get('Date'), sentAt, receivedAt: Date.now() });
    return response;
  } catch (error) {
    throw new NoAnswer(!navigator.onLine, error);
  }
}

/** Half an answer is as good as none. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (response.ok) throw new NoAnswer(!navigator.onLine, error);
    return null;
  }
}

/** A proxy in between may answer in words of its own. */
function problemIn({ status, headers }: Response, body: unknown): Problem {
  if (headers.get('Content-Type')?.startsWith('application/problem+json') === true && body !== null) {
    // Only our API answers with this type, and always in this shape.
    return body as Problem;
  }
  return { type: 'about:blank', title: '', status, code: 'FOREIGN_ANSWER', detail: '', error: '' };
}

function secondsIn(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
