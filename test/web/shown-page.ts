// A page in a state worth looking at, and how to come to it.
import type { Visitor } from './visitor.ts';

export interface ShownPage {
  readonly name: string;
  /** Who looks; undefined for nobody in particular. */
  readonly token: string | undefined;
  readonly show: (visitor: Visitor) => Promise<void>;
  /** Something goes wrong while the page is open: not a first visit. */
  readonly isTroubled?: true;
}
