// The signs by which a database that is away is known: codes of Node, PostgreSQL and Prisma, and the driver's words.

const AWAY_CODES: ReadonlySet<string> = new Set([
  // Node: no connection, or it broke.
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // PostgreSQL: shutting down, starting up, too many connections, a standby that takes no writes.
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '25006',
  // Prisma's schema engine: unreachable, timed out, connection closed.
  'P1001',
  'P1002',
  'P1017',
  // Prisma's driver adapter.
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);

/** PostgreSQL's class "connection exception". */
const CONNECTION_EXCEPTION = /^08\d{3}$/;

/** The driver gives these no code. */
const AWAY_WORDS =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|client has encountered a connection error|Connection ended unexpectedly/i;

export function isAwayCode(code: unknown): boolean {
  return typeof code === 'string' && (AWAY_CODES.has(code) || CONNECTION_EXCEPTION.test(code));
}

export function isAwayMessage(message: unknown): boolean {
  return typeof message === 'string' && AWAY_WORDS.test(message);
}
