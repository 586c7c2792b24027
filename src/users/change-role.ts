import { z } from 'zod';
import { command } from '../core/command.js';
import { id } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { endFamilies } from './end-sessions.js';
import { role } from './fields.js';
import { leaveTeams } from './leave-teams.js';
import { lockManaged, refuseAbove, refuseLastOwner } from './managed.js';

/** Gives a person another role. What was issued under the old one stops working with the next request. */
export const changeRole = command({
  name: 'user.change-role',
  input: z.strictObject({ userId: id, role }),
  allow: roles('owner', 'admin'),

  async run({ input, ...work }) {
    refuseAbove(work.actor, input.role);
    const user = await lockManaged(work, input.userId);
    if (user.role === input.role) return user;
    await refuseLastOwner(user, work.tx);
    await leaveTeams(work, user.id);
    await endFamilies(user.id, work.now, work.tx);
    return user.set({ role: input.role }).endSessions().save({ transaction: work.tx });
  },
});
