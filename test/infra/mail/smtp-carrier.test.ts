// Mail by SMTP against a real server: what is said of each attempt is what happened, in doubt the careful thing.
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mail } from '../../../domain/ports/notice-carriers.ts';
import { openSmtpCarrier } from '../../../infra/mail/smtp-carrier.ts';
import { type SmtpDouble, startSmtpDouble } from '../../support/smtp-double.ts';

const FROM = 'Klik&Go <commandes@klikandgo.example>';
const MAIL: Mail = {
  to: 'marie@example.fr',
  subject: 'Boucherie Martin : votre commande est prête',
  text: 'Bonjour,\n\nVotre commande vous attend.\n',
  html: '<!doctype html><p>Votre commande vous attend.</p>',
  messageId: '<abc12345.4.ready.customer_email@klikandgo.example>',
};
const yes = () => Promise.resolve(true);

let server: SmtpDouble;
beforeEach(async () => {
  server = await startSmtpDouble();
});
afterEach(() => server.close());

const carrier = () => openSmtpCarrier({ url: server.url, from: FROM, patience: 2_000 });

describe('a mail', () => {
  it('taken → as it was written, in two parts, by its stable id, marked as made by a program', async () => {
    expect(await carrier().send(MAIL, yes)).toEqual({ kind: 'taken' });
    expect(server.taken).toHaveLength(1);
    const [mail] = server.taken;
    expect(mail).toMatchObject({ subject: MAIL.subject, messageId: MAIL.messageId });
    expect(mail?.text?.trim()).toBe(MAIL.text.trim());
    expect(mail?.html).toContain('Votre commande vous attend.');
    expect(mail?.from?.text).toContain('commandes@klikandgo.example');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(server.recipients).toEqual(['marie@example.fr']);
  });

  it.each([
    'a@example.fr, b@example.fr',
    'a@example.fr\r\nBcc: b@example.fr',
    'a@example.fr>\r\nRCPT TO:<b@example.fr',
    '',
  ])('to %j → nobody else is written to', async (to) => {
    expect((await carrier().send({ ...MAIL, to }, yes)).kind).toBe('refused');
    expect(server.recipients).toEqual([]);
  });

  it('a subject with a line break → stays one header', async () => {
    await carrier().send({ ...MAIL, subject: 'Prête\r\nBcc: b@example.fr' }, yes);
    expect(server.taken[0]?.headers.has('bcc')).toBe(false);
    expect(server.recipients).toEqual(['marie@example.fr']);
  });
});

describe('not taken, so that it may be sent again:', () => {
  it('nobody listens', async () => {
    const gone = await startSmtpDouble();
    await gone.close();
    const carried = await openSmtpCarrier({ url: gone.url, from: FROM, patience: 2_000 }).send(MAIL, yes);
    expect(carried).toEqual({ kind: 'not_taken', why: 'SMTP ECONNREFUSED' });
  });

  it.each([
    [{ at: 'recipient', code: 450 }, 'SMTP 450 to RCPT TO'],
    [{ at: 'content', code: 451 }, 'SMTP 451 to DATA'],
    [{ at: 'sender', code: 550 }, 'SMTP 550 to MAIL FROM'],
  ] as const)('%o → and no address is repeated', async (fault, why) => {
    server.fault(fault);
    expect(await carrier().send(MAIL, yes)).toEqual({ kind: 'not_taken', why });
    expect(server.taken).toEqual([]);
    expect(await carrier().send(MAIL, yes)).toEqual({ kind: 'taken' });
  });

  it('a server that says nothing at all', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const url = `smtp://127.0.0.1:${port}`;
    const carried = await openSmtpCarrier({ url, from: FROM, patience: 200 }).send(MAIL, yes);
    expect(carried.kind).toBe('not_taken');
    silent.close();
  });

  it('a password is wanted over an open line → it is kept, and nothing is sent', async () => {
    const url = server.url.replace('smtp://', 'smtp://user:secret@');
    const carried = await openSmtpCarrier({ url, from: FROM, patience: 1_000 }).send(MAIL, yes);
    expect(carried.kind).toBe('not_taken');
    expect(server.contents).toEqual([]);
  });
});

describe('refused for good:', () => {
  it.each([
    { at: 'recipient', code: 550 },
    { at: 'content', code: 554 },
  ] as const)('%o', async (fault) => {
    server.fault(fault);
    expect(await carrier().send(MAIL, yes)).toMatchObject({ kind: 'refused' });
    expect(server.taken).toEqual([]);
  });
});

describe('unknown, so that it is never sent again:', () => {
  it('the line is cut after the content, before the answer', async () => {
    server.fault({ at: 'content', code: 'cut' });
    expect(await carrier().send(MAIL, yes)).toMatchObject({ kind: 'unknown' });
    expect(server.contents).toHaveLength(1);
  });

  it('the content arrived, and the answer does not come in time', async () => {
    server.fault({ at: 'content', code: 'silence' });
    expect(await carrier().send(MAIL, yes)).toMatchObject({ kind: 'unknown' });
    expect(server.contents).toHaveLength(1);
  });
});

describe('the handing over', () => {
  it('is asked for only when the server wants the content', async () => {
    server.fault({ at: 'recipient', code: 450 });
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return true;
    };
    await carrier().send(MAIL, ask);
    expect(asked).toBe(0);
    await carrier().send(MAIL, ask);
    expect(asked).toBe(1);
  });

  it('not allowed → withheld: no content arrives', async () => {
    expect(await carrier().send(MAIL, () => Promise.resolve(false))).toEqual({ kind: 'withheld' });
    expect(server.contents).toEqual([]);
  });

  it('of which nobody can say whether it is allowed → no content arrives, and the failure goes on', async () => {
    const failing = () => Promise.reject(new Error('the database is away'));
    await expect(carrier().send(MAIL, failing)).rejects.toThrow('the database is away');
    expect(server.contents).toEqual([]);
  });
});
