// Work by key, a few at a time and never twice at once: what becomes due while it is under way is done once more.

export interface DueKeys {
  add(key: string): void;
}

/** @param work must not reject. @param lanes keys under way at once. */
export function createDueKeys(work: (key: string) => Promise<void>, lanes: number): DueKeys {
  const due = new Set<string>();
  const busy = new Set<string>();
  const next = (): string | undefined => [...due].find((key) => !busy.has(key));
  let open = 0;
  const runLane = async (): Promise<void> => {
    open += 1;
    for (let key = next(); key !== undefined; key = next()) {
      due.delete(key);
      busy.add(key);
      await work(key);
      busy.delete(key);
    }
    open -= 1;
  };
  return {
    add(key) {
      due.add(key);
      if (open < lanes) void runLane();
    },
  };
}
