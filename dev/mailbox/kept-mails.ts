// The mails in a mailbox's folder, read back, newest first.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AddressObject, simpleParser } from 'mailparser';
import { z } from 'zod';

export interface KeptMail {
  /** Its file, without the ending. */
  readonly id: string;
  readonly receivedAt: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly autoSubmitted: string;
}

const ENDING = '.eml';
const ID = /^\d{13}-\d{1,10}-\d{6,10}$/;
/** So many are shown: a long run of tests leaves thousands. */
const MOST = 500;

export async function keptMails(folder: string): Promise<readonly KeptMail[]> {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith(ENDING))
    .toSorted()
    .toReversed();
  return Promise.all(names.slice(0, MOST).map((name) => read(folder, name.slice(0, -ENDING.length))));
}

/** @returns null for one that is not there. */
export async function keptMail(folder: string, id: string): Promise<KeptMail | null> {
  return ID.test(id) ? read(folder, id).catch(() => null) : null;
}

async function read(folder: string, id: string): Promise<KeptMail> {
  const { to, from, headers, ...mail } = await simpleParser(await readFile(join(folder, `${id}${ENDING}`)));
  return {
    id,
    receivedAt: new Date(Number(id.split('-', 1)[0])).toISOString(),
    from: addressesOf(from),
    to: addressesOf(to),
    ...TEXTS.parse({ ...mail, autoSubmitted: headers.get('auto-submitted') }),
  };
}

const text = z.string().catch('');
/** What a mail lacks is empty. */
const TEXTS = z.object({ messageId: text, subject: text, text, html: text, autoSubmitted: text });

function addressesOf(found: AddressObject | AddressObject[] | undefined): string {
  const all = Array.isArray(found) ? found : [found];
  return all.map((one) => one?.text ?? '').join(', ');
}
