// The butcher's console: who may enter, and what stands at its addresses.
import { useRoute } from 'wouter';
import { Desk } from './desk/desk.tsx';
import { Gate } from './gate/gate.tsx';
import { SlipPage } from './slip/slip-page.tsx';
import '../style/console.css';
import '../style/console-nav.css';
import '../style/console-lists.css';
import '../style/console-news.css';
import '../style/console-card.css';
import '../style/console-items.css';
import '../style/console-acts.css';
import '../style/console-dialog.css';
import '../style/console-slip.css';
import '../style/console-print.css';

export function ConsolePage() {
  const [isSlip, params] = useRoute('/boucher/bon/:orderId');
  if (isSlip) return <Gate>{(entered) => <SlipPage {...entered} orderId={params.orderId} />}</Gate>;
  return <Gate>{(entered) => <Desk key={entered.shop.id} {...entered} />}</Gate>;
}
