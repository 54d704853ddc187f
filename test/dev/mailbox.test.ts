// The mailbox of one machine: takes mails over SMTP, keeps them, shows them without running anything of theirs.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Mailbox, startMailbox } from '../../dev/mailbox/mailbox.ts';
import { openSmtpCarrier } from '../../infra/mail/smtp-carrier.ts';

let folder: string;
let mailbox: Mailbox;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailbox-'));
  mailbox = await startMailbox({ port: 0, smtpPort: 0, folder });
});
afterEach(async () => {
  await mailbox.close();
  rmSync(folder, { recursive: true });
});

const send = (subject: string, text = 'Bonjour') =>
  openSmtpCarrier({ url: mailbox.smtpUrl, from: 'commandes@klikandgo.example' }).send(
    {
      to: 'marie@example.fr',
      subject,
      text,
      html: `<p>${text}</p>`,
      messageId: `<${subject.length}.x@klikandgo.example>`,
    },
    () => Promise.resolve(true),
  );
const get = async (path: string) => {
  const answer = await fetch(`${mailbox.url}${path}`);
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
};

describe('the mailbox', () => {
  it('empty → says so', async () => {
    expect((await get('/')).body).toContain('Rien pour l’instant');
  });

  it('mails taken → listed, the newest first, also after a restart', async () => {
    for (const subject of ['un', 'deux', 'trois']) expect(await send(subject)).toEqual({ kind: 'taken' });
    await mailbox.close();
    mailbox = await startMailbox({ port: 0, smtpPort: 0, folder });
    const { body } = await get('/');
    const subjects = Array.from(body.matchAll(/<strong>(\w+)<\/strong>/g), ([, subject]) => subject);
    expect(subjects).toEqual(['trois', 'deux', 'un']);
    expect(JSON.parse((await get('/mails.json')).body)).toMatchObject({
      data: [{ subject: 'trois', to: 'marie@example.fr' }, { subject: 'deux' }, { subject: 'un' }],
    });
  });

  it('one of them → as text, with its links; its HTML by itself', async () => {
    await send('prête', 'Voir : https://klikandgo.example/commande/abc12345');
    const [, path] = /href="(\/mails\/[\d-]+)"/.exec((await get('/')).body) ?? [];
    const { body } = await get(path ?? '');
    expect(body).toContain('<a href="https://klikandgo.example/commande/abc12345">');
    expect((await get(`${path}/html`)).body).toContain('<p>Voir : ');
  });

  it('what a mail says is never markup of the page, and nothing runs or is fetched', async () => {
    await send(
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)> https://a.example/"onclick="alert(1)',
    );
    const list = await get('/');
    const [, path] = /href="(\/mails\/[\d-]+)"/.exec(list.body) ?? [];
    for (const { body, headers } of [list, await get(path ?? '')]) {
      expect(body).not.toMatch(/<script|<img| onclick="/);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it.each(['/mails/../../etc/passwd', '/mails/1-1-1', '/mails/', '/anything', '/mails/..%2f..%2fsecret'])(
    '%s → nothing',
    async (path) => {
      writeFileSync(join(folder, 'secret.eml'), 'secret');
      const { status, body } = await get(path);
      expect([status, body]).toEqual([404, 'Message inconnu']);
    },
  );

  it('a mail that breaks off in the middle → not kept', async () => {
    const carrier = openSmtpCarrier({ url: mailbox.smtpUrl, from: 'commandes@klikandgo.example' });
    const mail = { to: 'marie@example.fr', subject: 's', text: 't', html: 'h', messageId: '<a@b.example>' };
    expect(await carrier.send(mail, () => Promise.resolve(false))).toEqual({ kind: 'withheld' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
