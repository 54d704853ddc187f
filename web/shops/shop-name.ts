// A shop's name and its town, which the catalogue writes in one: `Maison Dubois (Nantes)`.
const NAMED = /^(?<name>.+?) \((?<town>[^()]+)\)$/;

export function townOf(text: string): { readonly name: string; readonly town: string | null } {
  const found = NAMED.exec(text)?.groups;
  return { name: found?.name ?? text, town: found?.town ?? null };
}
