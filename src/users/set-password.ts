import { z } from 'zod';
import { command } from '../core/command.js';
import { Refusal } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { text } from '../core/parse.js';
import { anyone, signedIn } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { badCredentials } from './check-password.js';
import { endFamilies } from './end-sessions.js';
import { password } from './fields.js';
import { linkExpired, readLink } from './links.js';
import { hashPassword, isPassword } from './passwords.js';
import { personOf } from './person.js';
import { openSession } from './session.js';
import { UserCredential } from './user-credential.js';
import { User } from './user.js';

/** Whoever has the link from a mail sets the password: after forgetting it, or the first one. The link works once. */
export const setPassword = command({
  name: 'user.set-password',
  input: z.strictObject({ token: text(2000), password }),
  allow: anyone,
  prepare: async (input) => ({ ...input, password: await hashPassword(input.password) }),

  async run({ input, ...work }) {
    const { userId, sessionVersion } = readLink('set-password', input.token);
    const user = await lockOrRefuse(User, userId, work.tx);
    if (user.status !== 'active' || user.sessionVersion !== sessionVersion) throw linkExpired();
    user.set({ emailVerifiedAt: user.emailVerifiedAt ?? work.now });
    await keep(work, user, input.password);
    return user;
  },
});

/** A person sets a new password with the present one; every other session ends, and this one goes on with new tokens. */
export const changePassword = command({
  name: 'user.change-password',
  input: z.strictObject({ currentPassword: z.string().min(1).max(200), password }),
  allow: signedIn,

  /** Puts what the present password matched in its place, and the new hash for the new one. */
  async prepare(input, actor) {
    const stored = await UserCredential.findByPk(personOf(actor));
    const isRight = stored && (await isPassword(input.currentPassword, stored.passwordHash));
    if (!isRight) throw new Refusal('not_allowed', 'The present password is not right.');
    return { currentPassword: stored.passwordHash, password: await hashPassword(input.password) };
  },

  async run({ input, ...work }) {
    const user = await lockOrRefuse(User, personOf(work.actor), work.tx);
    const stored = await UserCredential.findByPk(user.id, { transaction: work.tx });
    if (stored?.passwordHash !== input.currentPassword) throw badCredentials();
    await keep(work, user, input.password);
    return openSession(work, user, { programId: work.actor.programId });
  },
});

async function keep({ tx, now }: Work, user: User, passwordHash: string): Promise<void> {
  const stored = await UserCredential.findByPk(user.id, { transaction: tx });
  const credential = stored ?? UserCredential.build({ userId: user.id, passwordHash });
  await credential.set({ passwordHash, changedAt: now }).save({ transaction: tx });
  await user.endSessions().save({ transaction: tx });
  await endFamilies(user.id, now, tx);
}
