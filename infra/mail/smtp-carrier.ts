// The port MailCarrier on SMTP: content goes out only when the server asks for it and the sender may hand it over.
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Carried, Mail, MailCarrier } from '../../domain/ports/notice-carriers.ts';
import { type Handover, outcomeOf } from './smtp-outcome.ts';
import { type SmtpServer, smtpServer } from './smtp-server.ts';

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  readonly url: string;
  /** An address, or a name and an address in <>. */
  readonly from: string;
  /** Milliseconds for each of: connecting, the greeting, any silence after that. */
  readonly patience?: number;
}

const PATIENCE = 10_000;

export function openSmtpCarrier({ url, from, patience = PATIENCE }: SmtpOptions): MailCarrier {
  const server = smtpServer(url, patience);
  return {
    send: async (mail, mayHandOver) => {
      const composed = compose(mail, from);
      const content = await composed.build();
      return converse(server, { envelope: composed.getEnvelope(), content, mayHandOver });
    },
  };
}

function compose({ to, messageId, ...mail }: Mail, from: string) {
  // As an object: what a customer gave as their address is never read as several.
  const recipient = { name: '', address: to };
  const headers = { 'Auto-Submitted': 'auto-generated' };
  // Files and addresses are for attachments, of which there are none.
  const closed = { disableFileAccess: true, disableUrlAccess: true };
  return new MailComposer({ ...mail, ...closed, from, to: recipient, messageId, headers }).compile();
}

interface Letterbox {
  readonly envelope: SMTPConnection.Envelope;
  readonly content: Buffer;
  readonly mayHandOver: () => Promise<boolean>;
}

/** A connection for each mail: nothing is left of the one before. */
async function converse(server: SmtpServer, letterbox: Letterbox): Promise<Carried> {
  const connection = new SMTPConnection(server.options);
  const handover: Handover = { isBegun: false, isWithheld: false, failure: null };
  const broken = new Promise<never>((_, reject) => connection.on('error', reject));
  // Told by whatever is awaited at that moment.
  broken.catch(() => undefined);
  try {
    await Promise.race([broken, enter(connection, server)]);
    await Promise.race([broken, deliver(connection, letterbox, handover)]);
    connection.quit();
    return { kind: 'taken' };
  } catch (error) {
    // Without the dot that ends it, a content that was begun is none.
    connection.close();
    if (handover.failure !== null) throw handover.failure;
    return outcomeOf(error, handover);
  }
}

async function enter(connection: SMTPConnection, { auth }: SmtpServer): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    connection.connect((error) => (error ? reject(error) : resolve())),
  );
  if (auth === null) return;
  await new Promise<void>((resolve, reject) =>
    connection.login(auth, (error) => (error ? reject(error) : resolve())),
  );
}

function deliver(connection: SMTPConnection, letterbox: Letterbox, handover: Handover): Promise<void> {
  const { envelope, content, mayHandOver } = letterbox;
  // Read only once the server has said that it is ready for it.
  const stream = Readable.from(contentOf(content, mayHandOver, handover));
  return new Promise((resolve, reject) =>
    connection.send(envelope, stream, (error) => (error ? reject(error) : resolve())),
  );
}

async function* contentOf(
  content: Buffer,
  mayHandOver: () => Promise<boolean>,
  handover: Handover,
): AsyncGenerator<Buffer> {
  const isAllowed = await mayHandOver().catch((error: unknown) => {
    handover.failure = error;
    throw error;
  });
  if (!isAllowed) {
    handover.isWithheld = true;
    throw new Error('not to be handed over');
  }
  handover.isBegun = true;
  yield content;
}
