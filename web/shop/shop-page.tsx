// To come.
export function ShopPage({ shopId }: { readonly shopId: string }) {
  return shopId;
}
