// A mail server for tests: keeps what it takes, and can be told to refuse, to be silent, or to go away without a word.
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the next conversations meet, at the recipient or at the content. */
export type SmtpFault =
  | { readonly at: 'recipient' | 'content'; readonly code: number }
  /** The content is taken, and the line cut before it is said. */
  | { readonly at: 'content'; readonly code: 'cut' | 'silence' }
  | { readonly at: 'sender'; readonly code: number };

export interface SmtpDouble {
  readonly port: number;
  readonly url: string;
  /** Whole contents that arrived, taken or not. */
  readonly contents: ParsedMail[];
  readonly taken: ParsedMail[];
  readonly recipients: string[];
  fault(...faults: SmtpFault[]): void;
  close(): Promise<void>;
}

const refusal = (code: number): Error =>
  Object.assign(new Error('no, not <marie@example.fr>'), { responseCode: code });

/** @param port 0 for any free one. */
export async function startSmtpDouble(port = 0): Promise<SmtpDouble> {
  const faults: SmtpFault[] = [];
  const contents: ParsedMail[] = [];
  const taken: ParsedMail[] = [];
  const recipients: string[] = [];
  const next = (at: SmtpFault['at']): SmtpFault['code'] | null => {
    if (faults[0]?.at !== at) return null;
    return faults.shift()?.code ?? null;
  };
  const answerWith = (code: SmtpFault['code'] | null): Error | null =>
    typeof code === 'number' ? refusal(code) : null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 50,
    logger: false,
    onMailFrom: (_address, _session, done) => done(answerWith(next('sender'))),
    onRcptTo: ({ address }, _session, done) => {
      recipients.push(address);
      done(answerWith(next('recipient')));
    },
    onData: (stream, _session, done) => {
      void (async () => {
        // A client that gives up in the middle has sent nothing.
        const whole = await buffer(stream).catch(() => null);
        if (whole === null) return;
        const mail = await simpleParser(whole);
        const code = next('content');
        contents.push(mail);
        if (code === 'silence') return;
        if (code === 'cut') return cutAll(server);
        if (code === null) taken.push(mail);
        done(answerWith(code));
      })();
    },
  });
  server.on('error', () => undefined);
  const listener = server.listen(port, '127.0.0.1');
  await new Promise((resolve, reject) => listener.once('listening', resolve).once('error', reject));
  // A TCP server that listens has such an address.
  const { port: own } = listener.address() as AddressInfo;
  return {
    port: own,
    url: `smtp://127.0.0.1:${own}`,
    contents,
    taken,
    recipients,
    fault: (...more) => void faults.push(...more),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function cutAll({ connections }: SMTPServer): void {
  for (const connection of connections) connection.close();
}
