// The double's memory: one table for each kind of record, written through to the journal, one line a transaction.
import type { Change, Journal } from './journal.ts';
import type { Kind, Records } from './records.ts';

type Tables = { readonly [K in Kind]: Map<string, Records[K]> };

export interface Store {
  get<K extends Kind>(kind: K, id: string): Records[K] | undefined;
  /** Every record of a kind, oldest first. */
  all<K extends Kind>(kind: K): Records[K][];
  /** The records that belong to a payment intent (or deliveries of an event), oldest first. */
  of<K extends Kind>(kind: K, parent: string): Records[K][];
  put<K extends Kind>(kind: K, id: string, record: Records[K]): void;
  remove(kind: Kind, id: string): void;
  /** Writes what changed since the last commit as one line, so that a torn write loses all of it or nothing. */
  commit(): void;
  clear(): void;
  close(): void;
}

/** Whose record it is, for the kinds that are looked up that way. */
const PARENTS: { readonly [K in Kind]?: (record: Records[K]) => string | null } = {
  session: (session) => session.payment_intent,
  charge: (charge) => charge.payment_intent,
  refund: (refund) => refund.payment_intent,
  dispute: (dispute) => dispute.payment_intent,
  delivery: (delivery) => delivery.event,
};

/** Opens the memory, filled with what the journal tells. */
export function openStore(journal: Journal): Store {
  const { tables, families, put, remove } = createMemory();
  let pending: Change[] = [];
  journal.replay(({ kind, id, record }) => (record === null ? remove(kind, id) : put(kind, id, record)));
  journal.rewrite(function* () {
    for (const kind of KINDS) for (const [id, record] of tables[kind]) yield { kind, id, record };
  });
  return {
    get: (kind, id) => tables[kind].get(id),
    all: (kind) => [...tables[kind].values()],
    of: (kind, parent) => families.members(parent, kind).flatMap((id) => tables[kind].get(id) ?? []),
    put(kind, id, record) {
      put(kind, id, record);
      pending.push({ kind, id, record });
    },
    remove(kind, id) {
      if (!tables[kind].has(id)) return;
      remove(kind, id);
      pending.push({ kind, id, record: null });
    },
    commit() {
      if (pending.length === 0) return;
      journal.append(pending);
      pending = [];
    },
    clear() {
      for (const kind of KINDS) tables[kind].clear();
      families.clear();
      pending = [];
      journal.rewrite(function* () {});
    },
    close: () => journal.close(),
  };
}

function createMemory() {
  const tables = emptyTables();
  const families = createFamilies();
  const put = <K extends Kind>(kind: K, id: string, record: Records[K]): void => {
    const table: Map<string, Records[K]> = tables[kind];
    families.leave(parentOf(kind, table.get(id)), kind, id);
    families.join(parentOf(kind, record), kind, id);
    table.set(id, record);
  };
  const remove = <K extends Kind>(kind: K, id: string): void => {
    const table: Map<string, Records[K]> = tables[kind];
    families.leave(parentOf(kind, table.get(id)), kind, id);
    table.delete(id);
  };
  return { tables, families, put, remove };
}

function emptyTables(): Tables {
  return {
    session: new Map(),
    plan: new Map(),
    intent: new Map(),
    charge: new Map(),
    conduct: new Map(),
    paymentMethod: new Map(),
    refund: new Map(),
    dispute: new Map(),
    balanceTransaction: new Map(),
    product: new Map(),
    price: new Map(),
    event: new Map(),
    endpoint: new Map(),
    delivery: new Map(),
    answered: new Map(),
    task: new Map(),
    settings: new Map(),
  };
}

// `Object.keys` of a literal that has every kind exactly once.
const KINDS = Object.keys(emptyTables()) as readonly Kind[];

function parentOf<K extends Kind>(kind: K, record: Records[K] | undefined): string | null {
  return record === undefined ? null : (PARENTS[kind]?.(record) ?? null);
}

/** Which records belong to whom. */
function createFamilies() {
  const members = new Map<string, Set<string>>();
  return {
    join(parent: string | null, kind: Kind, id: string): void {
      if (parent === null) return;
      const key = `${kind} ${parent}`;
      const family = members.get(key) ?? new Set<string>();
      members.set(key, family.add(id));
    },
    leave(parent: string | null, kind: Kind, id: string): void {
      if (parent === null) return;
      const key = `${kind} ${parent}`;
      const family = members.get(key);
      family?.delete(id);
      if (family?.size === 0) members.delete(key);
    },
    members: (parent: string, kind: Kind): string[] => [...(members.get(`${kind} ${parent}`) ?? [])],
    clear: () => members.clear(),
  };
}
