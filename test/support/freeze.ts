// Stops a process and all its descendants in the middle of whatever they do, as a machine that hangs would.
import { execFileSync } from 'node:child_process';

/** @returns lets them all go on. */
export function freeze(pid: number): () => void {
  const frozen = withDescendants(pid);
  for (const each of frozen) process.kill(each, 'SIGSTOP');
  return () => {
    for (const each of frozen) process.kill(each, 'SIGCONT');
  };
}

function withDescendants(root: number): number[] {
  const table = execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [root];
  for (const parent of found) {
    for (const [pid, ppid] of table) if (pid !== undefined && ppid === parent) found.push(pid);
  }
  return found;
}
