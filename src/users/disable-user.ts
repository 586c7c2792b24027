import { z } from 'zod';
import { command } from '../core/command.js';
import { NotAllowed } from '../core/errors.js';
import { id } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { endFamilies } from './end-sessions.js';
import { lockManaged, refuseLastOwner } from './managed.js';

/** Locks a person out at once, keys included; everything of theirs stays. */
export const disableUser = command({
  name: 'user.disable',
  input: z.strictObject({ userId: id }),
  allow: roles('owner', 'admin'),

  async run({ input, ...work }) {
    const { tx, now, actor } = work;
    if (actor.userId === input.userId) throw new NotAllowed('Nobody disables the own account.');
    const user = await lockManaged(work, input.userId);
    await refuseLastOwner(user, tx);
    await endFamilies(user.id, now, tx);
    return user.become('disabled').endSessions().set({ disabledAt: now }).save({ transaction: tx });
  },
});
