// A mail server for tests: keeps what it takes, and can be told to refuse, to be silent, or to go away without a word.
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
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

/** @param port 0 for any free one. */
export async function startSmtpDouble(port = 0): Promise<SmtpDouble> {
  const seen: Seen = { faults: [], contents: [], taken: [], recipients: [] };
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 50,
    logger: false,
    onMailFrom: (_address, _session, done) => done(refusalOf(next(seen, 'sender'))),
    onRcptTo: ({ address }, _session, done) => {
      seen.recipients.push(address);
      done(refusalOf(next(seen, 'recipient')));
    },
    onData: (stream, _session, done) => {
      void takeContent(stream, done);
    },
  });
  const takeContent = async (stream: Readable, done: (error: Error | null) => void): Promise<void> => {
    const code = await readContent(seen, stream);
    if (code === 'cut') for (const connection of server.connections) connection.close();
    else if (code !== 'silence') done(refusalOf(code));
  };
  server.on('error', () => undefined);
  const listener = server.listen(port, '127.0.0.1');
  await new Promise((resolve, reject) => listener.once('listening', resolve).once('error', reject));
  // A TCP server that listens has such an address.
  const { port: own } = listener.address() as AddressInfo;
  return {
    port: own,
    url: `smtp://127.0.0.1:${own}`,
    contents: seen.contents,
    taken: seen.taken,
    recipients: seen.recipients,
    fault: (...more) => void seen.faults.push(...more),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type Code = SmtpFault['code'] | null;

interface Seen extends Pick<SmtpDouble, 'contents' | 'taken' | 'recipients'> {
  readonly faults: SmtpFault[];
}

function next({ faults }: Seen, at: SmtpFault['at']): Code {
  return faults[0]?.at === at ? (faults.shift()?.code ?? null) : null;
}

const refusalOf = (code: Code): Error | null =>
  typeof code === 'number'
    ? Object.assign(new Error('no, not <marie@example.fr>'), { responseCode: code })
    : null;

/** @returns what it meets; `silence` for one that broke off in the middle, which nobody waits for. */
async function readContent(seen: Seen, stream: Readable): Promise<Code> {
  const whole = await buffer(stream).catch(() => null);
  if (whole === null) return 'silence';
  const mail = await simpleParser(whole);
  const code = next(seen, 'content');
  seen.contents.push(mail);
  if (code === null) seen.taken.push(mail);
  return code;
}
