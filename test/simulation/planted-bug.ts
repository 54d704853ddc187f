// A bug to be planted in the code, to see that it is found.
export interface PlantedBug {
  readonly name: string;
  readonly file: string;
  /** Must stand in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}
