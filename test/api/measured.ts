// What the API has told those who count, kept for tests to read.
import type {
  AnsweredRequest,
  ApiMeasures,
  ReceivedWebhook,
  Throttled,
} from '../../domain/ports/api-measures.ts';

export interface Measured {
  readonly requests: AnsweredRequest[];
  readonly webhooks: ReceivedWebhook[];
  readonly throttled: Throttled[];
}

export const keepIn = ({ requests, webhooks, throttled }: Measured): ApiMeasures => ({
  request: (answered) => void requests.push(answered),
  webhook: (received) => void webhooks.push(received),
  throttled: (what) => void throttled.push(what),
});
