// What an SMTP conversation that ended in an error means for the mail. Errors are told by their codes: texts hold addresses.
import { z } from 'zod';
import type { Carried } from '../../domain/ports/notice-carriers.ts';

/** How far the content came. */
export interface Handover {
  isBegun: boolean;
  isWithheld: boolean;
  /** What the question whether it may be handed over failed with. */
  failure: unknown;
}

const smtpError = z.object({
  code: z.string().optional().catch(undefined),
  originalCode: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
});
type SmtpError = z.infer<typeof smtpError>;

export function outcomeOf(error: unknown, { isBegun, isWithheld }: Handover): Carried {
  if (isWithheld) return { kind: 'withheld' };
  const known = smtpError.safeParse(error).data ?? {};
  const why = whyOf(known);
  if (isRefusedForGood(known, isBegun)) return { kind: 'refused', why };
  // An answer was given, and it was no.
  if (!isBegun || known.responseCode !== undefined) return { kind: 'not_taken', why };
  return { kind: 'unknown', why };
}

const whyOf = ({ responseCode, originalCode, code, command }: SmtpError): string =>
  responseCode === undefined
    ? `SMTP ${originalCode ?? code ?? 'error'}`
    : `SMTP ${responseCode}${command === undefined ? '' : ` to ${command}`}`;

/** 5xx to the recipient or to the content; to anything else it is the sender's setup, which can be mended. */
function isRefusedForGood({ responseCode = 0, command, code }: SmtpError, isBegun: boolean): boolean {
  if (code === 'EENVELOPE' && command === 'API') return true;
  return responseCode >= 500 && (isBegun || command === 'RCPT TO');
}
