import { z } from 'zod';
import { command } from '../core/command.js';
import { text } from '../core/parse.js';
import { anyone } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { badCredentials } from './check-password.js';
import { endFamily } from './end-sessions.js';
import { RefreshToken } from './refresh-token.js';
import { hashOf, openSession } from './session.js';
import type { Session } from './session.js';
import { User } from './user.js';

/**
 * A refresh token gives the next pair of tokens, once. One that comes a second time was copied, so the whole chain
 * ends; null says so, and is not a refusal, because ending the chain has to be committed.
 */
export const refreshSession = command({
  name: 'session.refresh',
  input: z.strictObject({ refreshToken: text(2000) }),
  allow: anyone,

  async run({ input, ...work }) {
    const { tx, now } = work;
    const token = await RefreshToken.findOne({
      where: { hash: hashOf(input.refreshToken) },
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    });
    if (!token || token.revokedAt || token.expiresAt <= now) return null;
    if (token.usedAt) return endStolen(work, token);
    const user = await User.findByPk(token.userId, { transaction: tx });
    if (user?.status !== 'active' || user.sessionVersion !== token.sessionVersion) return null;
    await token.set({ usedAt: now }).save({ transaction: tx });
    return openSession(work, user, { programId: token.programId, family: token.family });
  },
});

async function endStolen({ tx, now }: Work, { family }: RefreshToken): Promise<null> {
  await endFamily(family, now, tx);
  return null;
}

/** What the door answers once the command is committed. */
export function sessionOrRefuse(session: Session | null): Session {
  if (!session) throw badCredentials();
  return session;
}
