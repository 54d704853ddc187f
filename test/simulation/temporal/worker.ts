// The worker process: what it holds in memory is gone when it dies, what it was doing is never heard of again.
import type { Activities } from '../../../activities/index.ts';
import type { Agenda } from '../agenda.ts';

export interface SimulatedWorker {
  /** Counts lives; effects of an earlier life never happen. */
  readonly life: number;
  readonly isUp: boolean;
  readonly activities: Activities;
  kill(): void;
  whenUp(act: () => void): void;
  onDeath(act: () => void): void;
}

/** Milliseconds until another process has taken over. */
const RESTART = 1_500;

/** @param activitiesOf makes the activities of one life of the process. */
export function createWorker(agenda: Agenda, activitiesOf: (life: number) => Activities): SimulatedWorker {
  let life = 1;
  let isUp = true;
  let activities = activitiesOf(life);
  let waiting: (() => void)[] = [];
  const mourners: (() => void)[] = [];
  const revive = (): void => {
    isUp = true;
    activities = activitiesOf(life);
    const ready = waiting;
    waiting = [];
    for (const act of ready) act();
  };
  return {
    get life() {
      return life;
    },
    get isUp() {
      return isUp;
    },
    get activities() {
      return activities;
    },
    kill() {
      if (!isUp) return;
      life += 1;
      isUp = false;
      for (const act of mourners) act();
      agenda.after(RESTART, revive);
    },
    whenUp(act) {
      if (isUp) act();
      else waiting.push(act);
    },
    onDeath: (act) => void mourners.push(act),
  };
}
