import { z } from 'zod';
import type { Work } from '../core/work.js';
import { change, select } from '../db/select.js';
import { OneTimeCode } from './one-time-code.js';
import type { CodePurpose } from './one-time-code.js';

const minutes_valid = 10;
const mostAttempts = 5;

interface Asked {
  purpose: CodePurpose;
  /** An e-mail address or an E.164 phone number. */
  identifier: string;
}

/** Sends a new code (after the commit, by the event); one sent before is of no use any more. */
export async function issueCode({ tx, now, emit }: Work, asked: Asked, userId: number | null): Promise<OneTimeCode> {
  await takeTurn({ tx }, asked);
  await endLive({ tx }, asked);
  const expiresAt = new Date(now.getTime() + minutes_valid * 60_000);
  const code = await OneTimeCode.create({ ...asked, userId, expiresAt }, { transaction: tx });
  emit({ type: 'one_time_code.issued', oneTimeCodeId: code.id });
  return code;
}

/**
 * Spends a code: true when the guess is right. At most five guesses are compared, one after the other because the row
 * is locked. The command that calls this must commit also when the guess was wrong, or guesses would be free.
 */
export async function redeemCode({ tx, now }: Work, asked: Asked, guess: string): Promise<boolean> {
  const code = await OneTimeCode.findOne({ where: { ...asked, usedAt: null }, lock: tx.LOCK.UPDATE, transaction: tx });
  if (!code || code.expiresAt <= now || code.attempts >= mostAttempts) return false;
  const isRight = code.isRight(guess);
  await code.set({ attempts: code.attempts + 1, usedAt: isRight ? now : null }).save({ transaction: tx });
  return isRight;
}

/** Two codes asked for at once: the later one waits, and then ends the earlier one. */
const takeTurn = ({ tx }: Pick<Work, 'tx'>, { purpose, identifier }: Asked): Promise<unknown> =>
  select('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${purpose} ${identifier}`], z.unknown(), tx);

const endLive = ({ tx }: Pick<Work, 'tx'>, { purpose, identifier }: Asked): Promise<number> =>
  change(
    'UPDATE one_time_codes SET used_at = now() WHERE purpose = $1 AND identifier = $2 AND used_at IS NULL',
    [purpose, identifier],
    tx,
  );
