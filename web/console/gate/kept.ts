// One text kept by the browser; where that is forbidden or full, it lives as long as the page.
export interface Kept {
  read(): string | null;
  write(text: string): void;
}

/** @param storage asked at each use: merely naming it may throw. */
export function kept(key: string, storage: () => Pick<Storage, 'getItem' | 'setItem'>): Kept {
  let last: string | null = null;
  return {
    read() {
      try {
        return storage().getItem(key) ?? last;
      } catch {
        return last;
      }
    },
    write(text) {
      last = text;
      try {
        storage().setItem(key, text);
      } catch {
        // Kept in `last`.
      }
    },
  };
}
