// How long to wait before a child that died is started again.
const FIRST = 500;
const LONGEST = 30_000;
/** Milliseconds of life after which earlier deaths are forgiven: as with Docker's restart policy. */
export const FORGIVEN_AFTER = 10_000;

/** @param deaths in a row, from 1. @returns milliseconds. */
export function pauseAfter(deaths: number): number {
  return Math.min(LONGEST, FIRST * 2 ** Math.max(0, deaths - 1));
}
