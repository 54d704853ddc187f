// Replays histories, one after the other, and says of each whether the present workflows would go on with it.
import { type ReplayResult, type ReplayWorkerOptions, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { type Exported, readExported } from './history-files.ts';

/** Every one replays · at least one does not, cannot be read, or there is none. */
export type ExitCode = 0 | 1;
export type Say = (line: string) => void;

/** The workflows that are tried, and the keys of what they read. */
export type Build = Pick<ReplayWorkerOptions, 'workflowBundle' | 'dataConverter'>;

type History = Extract<Exported, { kind: 'history' }>;

interface Told {
  readonly file: string;
  readonly verdict: 'replays' | 'DIFFERS' | 'FAILS' | 'UNREADABLE';
  readonly words: string;
}

/** @param say hears a line for each file, and a summary. */
export async function replayAll(files: readonly string[], build: Build, say: Say): Promise<ExitCode> {
  if (files.length === 0) {
    say('No history to replay: name files, or folders of them.');
    return 1;
  }
  const told: Told[] = [];
  for await (const one of verdicts(files, build)) {
    told.push(one);
    say(`${one.verdict.padEnd(10)} ${one.file}  ${one.words}`);
  }
  const count = (verdict: Told['verdict']): number => told.filter((one) => one.verdict === verdict).length;
  const bad = files.length - count('replays');
  say(
    bad === 0
      ? `All ${files.length} histories replay.`
      : `${bad} of ${files.length} do not replay: ${count('DIFFERS')} differ, ${count('FAILS')} fail, ${count('UNREADABLE')} unreadable.`,
  );
  return bad === 0 ? 0 : 1;
}

async function* verdicts(files: readonly string[], build: Build): AsyncGenerator<Told> {
  /** In the order in which they were handed over: of each only what is said of it. */
  const handed = new Map<string, { file: string; words: string }[]>();
  /** What is not handed over: the SDK waits for ever for the first task of a history without one. */
  const aside: Told[] = [];
  async function* histories() {
    for (const file of files) {
      const exported = await readExported(file);
      if (exported.kind === 'unreadable') aside.push({ file, verdict: 'UNREADABLE', words: exported.why });
      else if (!exported.hasTask)
        aside.push({ file, verdict: 'replays', words: `${wordsOf(exported)}, nothing decided yet` });
      else {
        const { workflowId, history } = exported;
        handed.set(workflowId, [...(handed.get(workflowId) ?? []), { file, words: wordsOf(exported) }]);
        yield { workflowId, history };
      }
    }
  }
  for await (const result of Worker.runReplayHistories(build, histories())) {
    const { file, words } = handed.get(result.workflowId)?.shift() ?? { file: result.workflowId, words: '' };
    yield { file, ...verdictOf(result, words) };
  }
  yield* aside;
}

const wordsOf = ({ workflowType, events }: History): string => `${workflowType}, ${events} events`;

function verdictOf({ error }: ReplayResult, words: string): Pick<Told, 'verdict' | 'words'> {
  if (error === undefined) return { verdict: 'replays', words };
  const isOtherwise = error instanceof DeterminismViolationError;
  const meaning = isOtherwise ? 'this code would have decided otherwise' : 'this code breaks on it';
  return { verdict: isOtherwise ? 'DIFFERS' : 'FAILS', words: `${words}\n  ${meaning}: ${causeOf(error)}` };
}

/** The SDK wraps what was wrong in a dump of its own structures: the first message in it is the one that says it. */
function causeOf({ message }: Error): string {
  const quoted = /message: "((?:[^"\\]|\\.)*)"/.exec(message)?.[1];
  return quoted ?? message.split('\n')[0] ?? '';
}
