// To come.
export function ShopsPage() {
  return null;
}
