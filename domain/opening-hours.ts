// When a shop is open, in Paris wall-clock time.
/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** One opening of one weekday; times as `HH:MM`, `closes` exclusive and later than `opens`. */
export interface OpeningInterval {
  readonly day: Weekday;
  readonly opens: string;
  readonly closes: string;
}

export type OpeningHours = readonly OpeningInterval[];
