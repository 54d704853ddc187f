// What a child of the stack is: how it is run, when it is ready, how it is stopped.
import type { Program } from '../processes/program.ts';

export interface ChildPlan {
  readonly name: string;
  readonly program: () => Program;
  /** Done before every start, also after a death. */
  readonly prepare?: () => Promise<void>;
  /** Asked again and again. @param log what the child has written since it was started. */
  readonly isReady: (log: string) => Promise<boolean> | boolean;
  readonly stopSignal: NodeJS.Signals;
  /** Milliseconds from the stop signal to SIGKILL. */
  readonly patience: number;
  readonly logFile: string;
}
