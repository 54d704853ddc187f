// Port: encrypts what Temporal keeps of orders, and reads it again.

/** As Temporal keeps a value: how it is encoded, and its bytes. */
export interface KeptPayload {
  metadata?: Record<string, Uint8Array> | null;
  data?: Uint8Array | null;
}

export interface PayloadCipher {
  encode(payloads: KeptPayload[]): Promise<KeptPayload[]>;
  /** What is not encrypted stays as it is. @throws PayloadUnreadable */
  decode(payloads: KeptPayload[]): Promise<KeptPayload[]>;
}

/** Cannot be read with the keys this process has. Says why, and nothing of what is in it. */
export class PayloadUnreadable extends Error {
  override readonly name = 'PayloadUnreadable';
  /** Of the key it says it is encrypted with. */
  readonly keyId: string;

  constructor(keyId: string, why: string) {
    super(why);
    this.keyId = keyId;
  }
}
