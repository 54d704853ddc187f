// What must be so in Temporal before the API is of any use; a server that is away is asked until it answers.
import type { Log } from '../domain/ports/log.ts';

export interface StartCheck {
  /** @returns what is wrong, a line each; null while nobody can tell. */
  readonly look: () => Promise<readonly string[] | null>;
  readonly log: Log;
  /** Ends the process. */
  readonly stop: (why: string) => void;
  /** Milliseconds between two looks. */
  readonly every: number;
}

/**
 * Looks once, and goes on looking beside the service where that told nothing: an API whose Temporal is away starts, and
 * its readiness probe tells. @returns whether the service may start.
 */
export async function checkStart(check: StartCheck): Promise<boolean> {
  const problems = await check.look();
  if (problems === null) void lookOn(check);
  return problems === null || judge(check, problems);
}

async function lookOn(check: StartCheck): Promise<void> {
  let problems: readonly string[] | null = null;
  while (problems === null) {
    await new Promise((resolve) => setTimeout(resolve, check.every).unref());
    problems = await check.look();
  }
  judge(check, problems);
}

function judge({ log, stop }: StartCheck, problems: readonly string[]): boolean {
  for (const line of problems) log.error({}, line);
  if (problems.length > 0) stop('Temporal is not set up');
  return problems.length === 0;
}
