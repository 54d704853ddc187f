// The decisions of people in the recorded stories.
import type { AttentionCode } from '../../domain/order-event.ts';
import * as messages from '../../workflows/messages.ts';
import { BUTCHER, CUSTOMER, OPERATOR } from '../support/order-scenario.ts';
import { decide, decline, type Step } from './story.ts';

export const accept = decide(messages.acceptUpdate, BUTCHER);
export const ready = decide(messages.readyUpdate, BUTCHER);
export const collect = decide(messages.collectUpdate, BUTCHER);
export const noShow = decide(messages.noShowUpdate, BUTCHER);
export const reject = decline(messages.rejectUpdate, BUTCHER, 'OUT_OF_STOCK');
export const customerCancels = decline(messages.cancelUpdate, CUSTOMER, 'CUSTOMER_REQUEST');
export const butcherCancels = decline(messages.cancelUpdate, BUTCHER, 'TOO_BUSY');
const told =
  (name: messages.DecisionName, sent: object): Step =>
  ({ handle }) =>
    handle.executeUpdate(name, { args: [{ by: OPERATOR, ...sent }] });

export const extend = (minutes: number): Step => told('extendDecision', { minutes });
export const acknowledge = (code: AttentionCode): Step => told('acknowledge', { code });
export const recheck = told('recheckPayment', {});
export const retryRefund = decide(messages.retryRefundUpdate, OPERATOR);
