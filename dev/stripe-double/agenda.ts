// What will happen by itself later: put on the agenda here, carried out in due-tasks.ts.
import type { Account } from './account.ts';
import type { TaskKind } from './store/records.ts';

/** Plans (or moves) a task; `at` in ms of the double's clock. */
export function plan(account: Account, kind: TaskKind, appointment: { target: string; at: number }): void {
  account.store.put('task', `${kind}:${appointment.target}`, { kind, ...appointment });
}

export function unplan(account: Account, kind: TaskKind, target: string): void {
  account.store.remove('task', `${kind}:${target}`);
}
