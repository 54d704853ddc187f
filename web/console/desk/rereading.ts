// Reads by key, each never twice at once: what is asked for meanwhile is read once more.
export interface Rereading {
  ask(key: string): void;
}

/** @param read its failure changes nothing: the next whole reading makes up for it. */
export function createRereading(read: (key: string) => Promise<void>): Rereading {
  const underWay = new Map<string, { isDue: boolean }>();

  async function run(key: string): Promise<void> {
    const reading = { isDue: false };
    underWay.set(key, reading);
    do {
      reading.isDue = false;
      await read(key).catch(() => undefined);
    } while (reading.isDue);
    underWay.delete(key);
  }

  return {
    ask(key) {
      const reading = underWay.get(key);
      if (reading === undefined) void run(key);
      else reading.isDue = true;
    },
  };
}
