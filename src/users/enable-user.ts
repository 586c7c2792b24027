import { z } from 'zod';
import { command } from '../core/command.js';
import { id } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { lockManaged } from './managed.js';

/** Lets a disabled person sign in again. */
export const enableUser = command({
  name: 'user.enable',
  input: z.strictObject({ userId: id }),
  allow: roles('owner', 'admin'),

  async run({ input, ...work }) {
    const user = await lockManaged(work, input.userId);
    return user.become('active').set({ disabledAt: null }).save({ transaction: work.tx });
  },
});
