// Nominal types: a value that was checked once at the edge carries the proof in its type.
declare const brand: unique symbol;

export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Marks a checked value. Only the parser of a type may call this. */
export function branded<Name extends string, T>(value: T): Branded<T, Name> {
  // The cast is true by construction: the brand exists in the type system only.
  return value as Branded<T, Name>;
}
