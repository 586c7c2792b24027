import { ConnectionError, DatabaseError, TimeoutError, UniqueConstraintError } from 'sequelize';
import { InsufficientFunds, Refusal } from './errors.js';

interface PostgresFault {
  code?: string;
  constraint?: string;
}

const retried = new Set(['40001', '40P01']);
const busy = new Set(['55P03', '57014', '53300', '53400', '53100']);
const down = /^(08|57P0)/;

const unstorables: Readonly<Record<string, string>> = {
  '22003': 'A sum is larger than can be stored.',
  '22021': 'The text has characters that cannot be stored.',
  '22P05': 'The text has characters that cannot be stored.',
};

const faultOf = (error: unknown): PostgresFault =>
  error instanceof DatabaseError || error instanceof UniqueConstraintError || error instanceof TimeoutError
    ? ((error as { original?: PostgresFault }).original ?? {})
    : {};

/** Whether PostgreSQL gave up one of several crossing transactions, so that trying again may succeed. */
export const worthRetrying = (error: unknown): boolean => retried.has(faultOf(error).code ?? '');

/** Turns what the database refuses into a refusal the caller can act on; a bug stays the error it is. */
export function translate(error: unknown): unknown {
  const { code = '', constraint = '' } = faultOf(error);
  if (constraint === 'accounts_available_check') return new InsufficientFunds();
  if (error instanceof UniqueConstraintError) return new Refusal('duplicate', duplicateOf(constraint));
  const unstorable = unstorables[code];
  if (unstorable) return new Refusal('invalid', unstorable);
  if (isUnavailable(error, code)) {
    const refusal = new Refusal('unavailable', 'The database is busy; try again in a moment.', {
      retryAfterSeconds: 1,
    });
    return Object.assign(refusal, { cause: error });
  }
  return error;
}

const isUnavailable = (error: unknown, code: string): boolean =>
  error instanceof ConnectionError || busy.has(code) || down.test(code);

const duplicateOf = (constraint: string): string =>
  `This already exists (${constraint.replace(/_(key|pkey|idx)$/, '').replaceAll('_', ' ')}).`;
