// Who looks at the page, and where they would sign in.
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../api/queries.ts';

export type Visitor =
  /** Not known yet, or nobody answered: then what needs a session says so itself. */
  | { readonly kind: 'unknown'; readonly isPending: boolean }
  | { readonly kind: 'signed-out' }
  | {
      readonly kind: 'signed-in';
      readonly userId: string;
      readonly shops: readonly { readonly id: string; readonly name: string }[];
    };

export function useVisitor(): Visitor {
  const { data, isPending } = useQuery(meQuery);
  if (data === undefined) return { kind: 'unknown', isPending };
  if (data.user === null) return { kind: 'signed-out' };
  return { kind: 'signed-in', userId: data.user.id, shops: data.shops };
}

/** @returns where to sign in and come back to this very page; null when nobody said where. */
export function useSignInAddress(): string | null {
  const { data } = useQuery(meQuery);
  const base = data?.signInUrl ?? null;
  if (base === null) return null;
  const address = new URL(base);
  address.searchParams.set('redirect_url', window.location.href);
  return address.href;
}
