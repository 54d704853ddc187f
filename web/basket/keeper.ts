// Where the browser keeps what must outlive a reload; it may refuse.
export type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Asked for anew each time: a browser that forbids its storage throws already at its name. */
export const BROWSER_KEEPER: Keeper = {
  getItem: (key) => window.localStorage.getItem(key),
  setItem: (key, value) => window.localStorage.setItem(key, value),
  removeItem: (key) => window.localStorage.removeItem(key),
};

/** A browser may forbid or fill its storage: then what is kept lives as long as the page. */
export function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}
