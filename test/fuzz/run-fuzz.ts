// Draws requests, sends them a few at a time, and stops at the first answer that should not be, made as small as it gets.
import fc from 'fast-check';
import { type RawAnswer, sendRaw } from '../api/attacks/raw-request.ts';
import { type Checker, createChecker } from './checker.ts';
import { type FuzzRequest, type FuzzSource, fuzzRequest } from './requests.ts';

export interface FuzzWish {
  readonly url: string;
  readonly source: FuzzSource;
  readonly requests: number;
  readonly seed: number;
  /** Is told after each batch how many are done. */
  readonly onProgress?: (done: number) => void;
}

export interface FuzzOutcome {
  /** Requests sent, by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Null when every answer was as it should be; else the request and what was wrong. */
  readonly failure: string | null;
}

/** Requests under way at once. */
const LANES = 8;
const BATCH = 200;

export async function runFuzz({ url, source, requests, seed, onProgress }: FuzzWish): Promise<FuzzOutcome> {
  const check = createChecker(source.api);
  const arbitrary = fuzzRequest(source);
  const statuses: Record<string, number> = {};
  const judge = async (request: FuzzRequest): Promise<string | null> => {
    const answer = await sendRaw(url, request).catch((error: unknown) => String(error));
    if (typeof answer === 'string') return answer;
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    return complaint(check, request, answer);
  };
  for (let done = 0; done < requests; done += BATCH) {
    const drawn = { seed: seed + done, numRuns: Math.min(BATCH, requests - done) };
    const wrong = await firstWrong(fc.sample(arbitrary, drawn), judge);
    if (wrong !== null) return { statuses, failure: await shrunk({ arbitrary, judge, drawn }, wrong) };
    onProgress?.(done + drawn.numRuns);
  }
  return { statuses, failure: null };
}

type Judge = (request: FuzzRequest) => Promise<string | null>;

function complaint(check: Checker, request: FuzzRequest, answer: RawAnswer): string | null {
  try {
    const wrong = check(request, answer);
    return wrong === null ? null : `${wrong}: ${answer.status} ${answer.body.slice(0, 500)}`;
  } catch (error) {
    return `${String(error)}: ${answer.status} ${answer.body.slice(0, 500)}`;
  }
}

async function firstWrong(batch: readonly FuzzRequest[], judge: Judge): Promise<string | null> {
  const rest = batch.values();
  let wrong: string | null = null;
  const lane = async (): Promise<void> => {
    for (const request of rest) {
      if (wrong !== null) return;
      const said = await judge(request);
      if (said !== null) wrong = describe(request, said);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return wrong;
}

interface Batch {
  readonly arbitrary: fc.Arbitrary<FuzzRequest>;
  readonly judge: Judge;
  readonly drawn: { readonly seed: number; readonly numRuns: number };
}

/** The same requests one by one: what fails then can be made smaller. */
async function shrunk({ arbitrary, judge, drawn }: Batch, wrong: string): Promise<string> {
  let smallest = wrong;
  const fine = fc.asyncProperty(arbitrary, async (request) => {
    const said = await judge(request);
    if (said !== null) smallest = describe(request, said);
    return said === null;
  });
  await fc.check(fine, { ...drawn, interruptAfterTimeLimit: 20_000 });
  return `seed ${drawn.seed}\n${smallest}`;
}

function describe({ who, method, path, headers = [], body }: FuzzRequest, said: string): string {
  const isSecret = (index: number): boolean => /^(authorization|cookie)$/i.test(headers[index - 1] ?? '');
  const shown = headers.map((text, index) => (isSecret(index) ? '…' : text.slice(0, 200)));
  const sent = typeof body === 'object' ? `bytes ${Buffer.from(body).toString('hex')}` : body;
  return `${said}\n${method} ${path.slice(0, 500)} as ${who}\n${shown.join(' | ')}\n${sent?.slice(0, 1_000) ?? 'no body'}`;
}
