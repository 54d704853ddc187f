// Runs by hand start processes that Ctrl-C does not reach: whatever has been kept here is closed in any case.
export type Close = () => Promise<void>;
/** Says what there is to close, before it is there; closing twice must be harmless. @throws when it is too late. */
export type Keep = (close: Close) => void;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const INTERRUPTED = 130;

/** Closes at the end, the newest first; a signal closes at once and ends this process. @throws what `run` throws. */
export async function closing(run: (keep: Keep) => Promise<void>): Promise<void> {
  const kept: Close[] = [];
  let interrupted: Promise<never> | null = null;
  const interrupt = (): void => {
    interrupted ??= closeAll(kept).then(() => process.exit(INTERRUPTED));
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    await run((close) => {
      // Whatever it starts now, nobody would close.
      if (interrupted !== null) throw new Error('interrupted');
      kept.push(close);
    });
  } catch (error) {
    // What was interrupted fails too.
    if (interrupted === null) throw error;
  } finally {
    await (interrupted ?? closeAll(kept));
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}

/** One that fails must not keep the others open. */
async function closeAll(kept: readonly Close[]): Promise<void> {
  for (const close of kept.toReversed()) {
    await close().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  }
}
