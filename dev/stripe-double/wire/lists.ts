// Lists: newest first, with cursors, ten at a time unless asked otherwise.
import { refuseMissing, refuseParams } from './errors.ts';

export interface PageParams {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
}

type Created =
  | number
  | { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined };

/** One page of `records`, which come newest first. */
export function renderList<T extends { readonly id: string }>(
  records: readonly T[],
  params: PageParams,
  about: { readonly url: string; readonly what: string },
) {
  const limit = params.limit ?? 10;
  const { starting_after: after, ending_before: before } = params;
  if (after !== undefined && before !== undefined)
    throw refuseParams({ message: 'You cannot parameterize both starting_after and ending_before.' });
  const list = { object: 'list' as const, url: about.url };
  if (before !== undefined) {
    const end = find(records, before, { ...about, param: 'ending_before' });
    const start = Math.max(0, end - limit);
    return { ...list, data: records.slice(start, end), has_more: start > 0 };
  }
  const start = after === undefined ? 0 : find(records, after, { ...about, param: 'starting_after' }) + 1;
  return { ...list, data: records.slice(start, start + limit), has_more: start + limit < records.length };
}

function find(
  records: readonly { readonly id: string }[],
  id: string,
  about: { what: string; param: string },
): number {
  const index = records.findIndex((record) => record.id === id);
  if (index < 0) throw refuseMissing(about.what, id, about.param);
  return index;
}

/** Whether a timestamp lies in the range asked for. */
export function isWithin(created: number, range: Created | undefined): boolean {
  if (range === undefined) return true;
  if (typeof range === 'number') return created === range;
  const after = Math.max((range.gt ?? -Infinity) + 1, range.gte ?? -Infinity);
  const before = Math.min((range.lt ?? Infinity) - 1, range.lte ?? Infinity);
  return created >= after && created <= before;
}
