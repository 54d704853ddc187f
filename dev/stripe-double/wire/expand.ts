// `expand[]`: puts whole objects in the place of their ids.
import type { Account } from '../account.ts';
import { renderLineItems } from '../sessions/line-items.ts';
import { refuseParams } from './errors.ts';

const MAX_DEPTH = 4;

/** Returns a copy of an answer with these paths (`data.payment_intent.latest_charge`) expanded. */
export function expand(account: Account, answer: object, paths: readonly string[]): object {
  return paths.reduce((expanded, path) => expandPath(account, expanded, path.split('.')), answer);
}

function expandPath(account: Account, owner: object, path: readonly string[]): object {
  const [name, ...rest] = path;
  if (name === undefined) return owner;
  if (path.length > MAX_DEPTH)
    throw refuseParams({ message: `You cannot expand more than ${MAX_DEPTH} levels of a property.` });
  const record: Record<string, unknown> = { ...owner };
  if (name === 'data' && Array.isArray(record.data)) {
    const items: unknown[] = record.data;
    return {
      ...record,
      data: items.map((item) => (isObject(item) ? expandPath(account, item, rest) : item)),
    };
  }
  const value = resolve(account, record, name);
  return { ...record, [name]: isObject(value) ? expandPath(account, value, rest) : value };
}

function resolve(account: Account, owner: Record<string, unknown>, name: string): unknown {
  if (name === 'line_items' && owner.object === 'checkout.session')
    return renderLineItems(account, String(owner.id));
  const value = owner[name];
  if (value === undefined || (typeof value === 'string' && find(account, value) === undefined))
    throw refuseParams({ message: `This property cannot be expanded (${name}).`, param: 'expand' });
  return typeof value === 'string' ? find(account, value) : value;
}

/** The object an id stands for. The prefix tells which table. */
function find(account: Account, id: string): object | undefined {
  const { store } = account;
  const prefix = id.slice(0, id.indexOf('_'));
  const tables: Readonly<Record<string, () => object | undefined>> = {
    pi: () => store.get('intent', id),
    ch: () => store.get('charge', id),
    re: () => store.get('refund', id),
    txn: () => store.get('balanceTransaction', id),
    pm: () => store.get('paymentMethod', id),
    prod: () => store.get('product', id),
    du: () => store.get('dispute', id),
  };
  return Object.hasOwn(tables, prefix) ? tables[prefix]?.() : undefined;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
