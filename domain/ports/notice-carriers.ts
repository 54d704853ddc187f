// Ports: what carries notices out of the house, and what became of each attempt.

export type Carried =
  /** The other side answers for it now. */
  | { readonly kind: 'taken' }
  /** Refused for good: the same again would be refused again. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Surely not taken; another time it may be. */
  | { readonly kind: 'not_taken'; readonly why: string }
  /** Its content was on its way when the line broke: it may have been taken. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** Not handed over, because the sender was not allowed to. */
  | { readonly kind: 'withheld' };

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
}

export interface MailCarrier {
  /** @param mayHandOver is asked when the receiver is ready for the content: before, nothing has been sent. */
  send(mail: Mail, mayHandOver: () => Promise<boolean>): Promise<Carried>;
}

export interface WebhookMessage {
  readonly url: string;
  /** `whsec_…`, in base64. */
  readonly secret: string;
  readonly id: string;
  readonly body: string;
}

export interface WebhookCarrier {
  /** Never follows a redirection. `why` names no address. */
  post(message: WebhookMessage): Promise<Carried>;
}
