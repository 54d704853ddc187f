// A mail server for one machine: takes whatever is sent to whomever, and keeps it as files. Nothing leaves this machine.
import { mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceiverOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Where the mails are kept, one file each, sorted by their coming. */
  readonly folder: string;
}

export interface Receiver {
  readonly port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** Milliseconds an open connection has left when the receiver closes. */
const CLOSING = 500;

let count = 0;

export async function startReceiver({ port, folder }: ReceiverOptions): Promise<Receiver> {
  mkdirSync(folder, { recursive: true });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: CLOSING,
    logger: false,
    onData: (stream, _session, answer) => void take(folder, stream).then(answer),
  });
  // A client that goes away in the middle is no matter.
  server.on('error', () => undefined);
  const taken = await listen(server, port);
  return { port: taken, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** @returns null when it is kept: only then it is answered for. */
async function take(folder: string, stream: Readable): Promise<Error | null> {
  try {
    await keep(folder, await buffer(stream));
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Whole, or not at all: whoever looks sees no half of a mail. */
async function keep(folder: string, mail: Buffer): Promise<void> {
  count += 1;
  const name = `${Date.now()}-${process.pid}-${String(count).padStart(6, '0')}.eml`;
  await writeFile(join(folder, `${name}.new`), mail);
  await rename(join(folder, `${name}.new`), join(folder, name));
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = server.listen(port, HOST, () => {
      const address = listener.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address.port);
    });
    listener.once('error', reject);
  });
}
