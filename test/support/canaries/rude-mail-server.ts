// A mail server that wants a password, and repeats in its refusals whatever it was told: addresses, users, passwords.
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface RudeMailServer {
  readonly port: number;
  readonly refusals: readonly string[];
  /** Whole mails it took. */
  readonly taken: readonly string[];
  close(): Promise<void>;
}

const refusal = (words: string, responseCode: number): Error =>
  Object.assign(new Error(words), { responseCode });

/** Refuses the first passwords and the first recipients; then it takes everything. */
export async function startRudeMailServer(): Promise<RudeMailServer> {
  const refusals: string[] = [];
  const taken: string[] = [];
  const refusedOnce = new Set<string>();
  const refuse = (what: string, words: string, code: number): Error | null => {
    if (refusedOnce.has(what)) return null;
    refusedOnce.add(what);
    refusals.push(words);
    return refusal(words, code);
  };
  const server = new SMTPServer({
    logger: false,
    closeTimeout: 50,
    onAuth: ({ username = '', password = '' }, _session, done) => {
      const error = refuse('password', `no, not ${username} with ${password}`, 535);
      done(error, error === null ? { user: username } : undefined);
    },
    onRcptTo: ({ address }, _session, done) => done(refuse(address, `not now, <${address}>`, 450)),
    onData: (stream, _session, done) => {
      const take = (mail: string): void => {
        taken.push(mail);
        done();
      };
      // One that broke off in the middle is none, and nobody waits for it.
      text(stream).then(take, () => undefined);
    },
  });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => listener.once('listening', resolve).once('error', reject));
  // A TCP server that listens has such an address.
  const { port } = listener.address() as AddressInfo;
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return { port, refusals, taken, close };
}
