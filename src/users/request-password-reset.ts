import { z } from 'zod';
import { command } from '../core/command.js';
import { email, id } from '../core/parse.js';
import { anyone, roles } from '../core/policy.js';
import { lockManaged } from './managed.js';
import { User } from './user.js';

/** Sends a link to set a new password, if there is such an account; the answer is the same if there is none. */
export const requestPasswordReset = command({
  name: 'user.request-password-reset',
  input: z.strictObject({ email }),
  allow: anyone,

  async run({ input, tx, emit }) {
    const user = await User.findOne({ where: { email: input.email, status: 'active' }, transaction: tx });
    if (user) emit({ type: 'user.password_reset_requested', userId: user.id });
  },
});

/** Staff has such a link sent to somebody who asks for help; nobody but that person ever sees it. */
export const sendPasswordReset = command({
  name: 'user.send-password-reset',
  input: z.strictObject({ userId: id }),
  allow: roles('owner', 'admin'),

  async run({ input, ...work }) {
    const user = await lockManaged(work, input.userId);
    work.emit({ type: 'user.password_reset_requested', userId: user.id });
    return user;
  },
});
