import { ConnectionError } from 'sequelize';

/**
 * PostgreSQL is away, stops, starts, has no disk or connection left, or somebody holds what is asked for. What a
 * statement itself asks too much of, such as memory, would ask it again.
 */
const states = /^(08(?!P01)|53[13]00|57P0|55P03)/;

/** What a socket says, where no PostgreSQL answers; the last two while its name or its socket is not there. */
const sockets = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);
const missing = new Set(['ENOENT', 'ENOTFOUND', 'EAI_AGAIN']);

/** What PostgreSQL or the socket says of a connection that ends. */
const ends = /^(08(?!P01)|57P0[12]|ECONNRESET$|EPIPE$)/;

/** What the driver says of a connection that ended under it; it gives no code. */
const ended = /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired)/;

interface Fault {
  message?: string;
  code?: string;
  syscall?: string;
  /** What the driver said, where Sequelize tells it in its own words. */
  original?: unknown;
  cause?: unknown;
}

/** Whether the database failed, and not what was asked of it: the same may succeed once it is back. */
export const isOutage = (error: unknown): boolean => isOrHides(error, isItself);

/** Whether a connection ended in the midst of things: the server was stopped, or fell. */
export const isCutOff = (error: unknown): boolean => isOrHides(error, isEnd);

function isOrHides(error: unknown, is: (fault: Fault) => boolean): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const fault = error as Fault;
  return is(fault) || isOrHides(fault.original, is) || isOrHides(fault.cause, is);
}

const isItself = (fault: Fault): boolean => fault instanceof ConnectionError || isSaidBy(fault) || isEnd(fault);

const isEnd = ({ code = '', message = '' }: Fault): boolean => ends.test(code) || ended.test(message);

const isSaidBy = ({ code = '', syscall = '' }: Fault): boolean =>
  sockets.has(code) || states.test(code) || (missing.has(code) && /^(connect|getaddrinfo)$/.test(syscall));
