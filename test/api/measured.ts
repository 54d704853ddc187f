// What the API has told those who count, kept for tests to read.
import type { AnsweredRequest, ApiMeasures, ReceivedWebhook } from '../../domain/ports/api-measures.ts';

export interface Measured {
  readonly requests: AnsweredRequest[];
  readonly webhooks: ReceivedWebhook[];
}

export const keepIn = ({ requests, webhooks }: Measured): ApiMeasures => ({
  request: (answered) => void requests.push(answered),
  webhook: (received) => void webhooks.push(received),
});
