// To come.
export function BasketPage() {
  return null;
}
