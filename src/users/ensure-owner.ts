import { z } from 'zod';
import { command } from '../core/command.js';
import { email } from '../core/parse.js';
import { systemOnly } from '../core/policy.js';
import { registerUser } from './register-user.js';
import { User } from './user.js';

/** The first owner of an install, or whoever has this address already. */
export const ensureOwner = command({
  name: 'user.ensure_owner',
  input: z.strictObject({ email }),
  allow: systemOnly,

  async run({ input, ...work }) {
    const known = await User.findOne({ where: { email: input.email }, transaction: work.tx });
    return known ?? registerUser(work, { email: input.email, role: 'owner', emailVerifiedAt: work.now });
  },
});
