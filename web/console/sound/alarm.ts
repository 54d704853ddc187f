// Which orders nobody has looked at yet: as long as there is one, the counter rings.

export interface Alarm {
  readonly seen: ReadonlySet<string>;
  readonly unseen: ReadonlySet<string>;
}

export const quiet = (seen: Iterable<string> = []): Alarm => ({ seen: new Set(seen), unseen: new Set() });

/** @param pending the orders to be decided now: what is decided, by whomever, rings no more. */
export function withPending(alarm: Alarm, pending: readonly string[]): Alarm {
  const seen = pending.filter((id) => alarm.seen.has(id));
  const unseen = pending.filter((id) => !alarm.seen.has(id));
  const isSame = unseen.length === alarm.unseen.size && unseen.every((id) => alarm.unseen.has(id));
  return isSame && seen.length === alarm.seen.size ? alarm : { seen: new Set(seen), unseen: new Set(unseen) };
}

export const looked = (alarm: Alarm): Alarm =>
  alarm.unseen.size === 0 ? alarm : quiet([...alarm.seen, ...alarm.unseen]);

/** The order reminds of itself: half of its time is over. */
export function reminded({ seen, unseen }: Alarm, orderId: string): Alarm {
  if (!seen.has(orderId)) return { seen, unseen };
  return {
    seen: new Set([...seen].filter((id) => id !== orderId)),
    unseen: new Set([...unseen, orderId]),
  };
}
