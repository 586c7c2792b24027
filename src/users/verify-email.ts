import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { text } from '../core/parse.js';
import { anyone } from '../core/policy.js';
import { linkExpired, readLink } from './links.js';
import { User } from './user.js';

/** Whoever has the link from the mail has the address. Following it twice changes nothing. */
export const verifyEmail = command({
  name: 'user.verify-email',
  input: z.strictObject({ token: text(2000) }),
  allow: anyone,

  async run({ input, now, tx }) {
    const { userId, audience } = readLink('verify-email', input.token);
    const user = await lockOrRefuse(User, userId, tx);
    if (user.status !== 'active' || user.email !== audience) throw linkExpired();
    await user.set({ emailVerifiedAt: user.emailVerifiedAt ?? now }).save({ transaction: tx });
    return user;
  },
});
