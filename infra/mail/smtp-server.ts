// A mail server as its address tells: where it is, how it is spoken to, who we are there.
import type SMTPConnection from 'nodemailer/lib/smtp-connection';

export interface SmtpServer {
  readonly options: SMTPConnection.Options;
  readonly auth: SMTPConnection.AuthenticationType | null;
}

/** @param url `smtp[s]://[user:password@]host[:port]`. @param patience milliseconds for each step. */
export function smtpServer(url: string, patience: number): SmtpServer {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const auth =
    username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    auth,
    options: {
      host: hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      secure,
      // A password never goes over an open line.
      requireTLS: auth !== null && !secure,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      dnsTimeout: patience,
    },
  };
}
