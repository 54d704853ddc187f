// The mailbox of one machine: a mail server that keeps what it is sent, and the pages to read it. For development only.
import { createServer, type ServerResponse } from 'node:http';
import { HOST, listen } from '../processes/listen.ts';
import { keptMail, keptMails } from './kept-mails.ts';
import { listPage, mailPage } from './mailbox-pages.ts';
import { startReceiver } from './receiver.ts';

export interface Mailbox {
  /** The pages; the list as JSON is at `/mails.json`. */
  readonly url: string;
  readonly smtpUrl: string;
  close(): Promise<void>;
}

export interface MailboxOptions {
  /** Of the pages; 0 for any free port. */
  readonly port: number;
  readonly smtpPort: number;
  readonly folder: string;
}

export async function startMailbox({ port, smtpPort, folder }: MailboxOptions): Promise<Mailbox> {
  const receiver = await startReceiver({ port: smtpPort, folder });
  const server = createServer((request, response) => {
    answer(folder, request.url ?? '/', response).catch((error: unknown) =>
      send(response, 500, { type: 'text/plain', body: String(error) }),
    );
  });
  try {
    return {
      url: `http://${HOST}:${await listen(server, port)}`,
      smtpUrl: `smtp://${HOST}:${receiver.port}`,
      close: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        await receiver.close();
      },
    };
  } catch (error) {
    await receiver.close();
    throw error;
  }
}

async function answer(folder: string, path: string, response: ServerResponse): Promise<void> {
  if (path === '/') return sendHtml(response, listPage(await keptMails(folder)));
  if (path === '/mails.json') {
    const body = JSON.stringify({ data: await keptMails(folder) });
    return send(response, 200, { type: 'application/json', body });
  }
  const [, id = '', html] = /^\/mails\/([\d-]+)(\/html)?$/.exec(path) ?? [];
  const mail = await keptMail(folder, id);
  if (mail === null) return send(response, 404, { type: 'text/plain', body: 'Message inconnu' });
  sendHtml(response, html === undefined ? mailPage(mail) : mail.html);
}

interface Answer {
  readonly type: string;
  readonly body: string;
}

const sendHtml = (response: ServerResponse, body: string): void =>
  send(response, 200, { type: 'text/html', body });

/** Nothing in a mail may run here, or be fetched from anywhere. */
function send(response: ServerResponse, status: number, { type, body }: Answer): void {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  response.end(body);
}
