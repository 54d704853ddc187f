// To come.
export function OrderPage({ orderId }: { readonly orderId: string }) {
  return orderId;
}
