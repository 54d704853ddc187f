// To come.
export function OwnOrdersPage() {
  return null;
}
