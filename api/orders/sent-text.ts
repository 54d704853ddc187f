// Text that people send: trimmed, bounded, and free of what neither the database nor a screen can show.
import { z } from 'zod';

/** Control characters but tab and line ends; halves of surrogate pairs. PostgreSQL refuses some of them. */
const UNSHOWABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

/** Empty text is no text: it becomes null, as does an absent one. */
export const sentText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine((text) => !UNSHOWABLE.test(text), 'Caractères non autorisés')
    .nullish()
    .transform((text) => (text === undefined || text === '' ? null : text));

const EMAIL_LONGEST = 254;
const EMAIL = z.email().max(EMAIL_LONGEST);

export const sentEmail = EMAIL.nullish().transform((text) => text ?? null);

/** An address from elsewhere than the request's body: unusable ones are dropped, not refused. */
export function usableEmail(text: string | null): string | null {
  return EMAIL.safeParse(text).data ?? null;
}
