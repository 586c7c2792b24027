import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { text } from '../core/parse.js';
import { anyone, signedIn } from '../core/policy.js';
import { personOf } from './person.js';
import { endFamilies, endFamily } from './end-sessions.js';
import { RefreshToken } from './refresh-token.js';
import { hashOf } from './session.js';
import { User } from './user.js';

/** Ends the session that a refresh token belongs to; a token that is not ours ends nothing and is told nothing. */
export const signOut = command({
  name: 'session.close',
  input: z.strictObject({ refreshToken: text(2000) }),
  allow: anyone,

  async run({ input, tx, now }) {
    const token = await RefreshToken.findOne({ where: { hash: hashOf(input.refreshToken) }, transaction: tx });
    if (token) await endFamily(token.family, now, tx);
  },
});

/** Ends every session of a person on every device, this one included, with the next request. */
export const signOutEverywhere = command({
  name: 'session.close-all',
  input: z.strictObject({}),
  allow: signedIn,

  async run({ actor, tx, now }) {
    const user = await lockOrRefuse(User, personOf(actor), tx);
    await user.endSessions().save({ transaction: tx });
    await endFamilies(user.id, now, tx);
  },
});
