// `Date.now` as the workflow sees it: the time of the activation, also when it is replayed.
const realNow = Date.now;
let fixed: number | null = null;

Date.now = () => fixed ?? realNow();

export function fixTime(at: number | null): void {
  fixed = at;
}
