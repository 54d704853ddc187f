// To come.
export function ConfirmationPage({ orderId }: { readonly orderId: string }) {
  return orderId;
}
