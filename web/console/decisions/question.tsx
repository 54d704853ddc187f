// The question that is being asked about an order, if one is.
import type { Decisions } from '../desk/use-decisions.ts';
import { CashDialog } from './cash-dialog.tsx';
import { NoShowDialog } from './no-show-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

export function Question({ decisions: { asked, ask, decide } }: { readonly decisions: Decisions }) {
  if (asked === null) return null;
  const dialog = { order: asked.order, decide, close: () => ask(null) };
  switch (asked.kind) {
    case 'reject':
    case 'cancel':
      return <ReasonDialog kind={asked.kind} {...dialog} />;
    case 'collect':
      return <CashDialog {...dialog} />;
    case 'no-show':
      return <NoShowDialog {...dialog} />;
  }
}
