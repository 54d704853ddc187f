// Decodes `a[b][0]=c` bodies and query strings into nested objects and lists.

export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type Form = { [name: string]: FormValue };

const MAX_DEPTH = 8;

type Node = { text: string } | { children: Map<string, Node> };

/** Decodes one `application/x-www-form-urlencoded` text. Lists come as `x[]=`, or `x[0]=`, `x[1]=` … */
export function decodeForm(text: string): Form {
  const root: Node = { children: new Map() };
  for (const [name, value] of new URLSearchParams(text)) insert(root.children, splitName(name), value);
  return toObject(root.children);
}

/** `a[b][0]` → `a`, `b`, `0`. */
function splitName(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0 || !name.endsWith(']')) return [name];
  return [name.slice(0, open), ...name.slice(open + 1, -1).split('][')].slice(0, MAX_DEPTH);
}

function insert(children: Map<string, Node>, path: string[], value: string): void {
  const [head = '', ...rest] = path;
  // `x[]=a&x[]=b`: each one is the next element.
  const name = head === '' ? String(children.size) : head;
  if (rest.length === 0) {
    children.set(name, { text: value });
    return;
  }
  const existing = children.get(name);
  const node =
    existing !== undefined && 'children' in existing ? existing : { children: new Map<string, Node>() };
  children.set(name, node);
  insert(node.children, rest, value);
}

function toValue(node: Node): FormValue {
  if ('text' in node) return node.text;
  const names = [...node.children.keys()];
  const isList = names.length > 0 && names.every((name) => /^\d+$/.test(name));
  return isList ? [...node.children.values()].map(toValue) : toObject(node.children);
}

function toObject(children: Map<string, Node>): Form {
  // `fromEntries` defines rather than assigns, so a parameter called `__proto__` is only a strange name.
  return Object.fromEntries([...children].map(([name, node]) => [name, toValue(node)]));
}
