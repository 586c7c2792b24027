import { z } from 'zod';
import type { Role } from '../core/actor.js';
import { command } from '../core/command.js';
import { id } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { change } from '../db/select.js';
import { endFamilies } from './end-sessions.js';
import { role } from './fields.js';
import { leaveTeams } from './leave-teams.js';
import { lockManaged, refuseAbove, refuseLastOwner } from './managed.js';

const keepers: readonly Role[] = ['owner', 'admin'];
const revokeKeys = 'UPDATE api_keys SET revoked_at = now() WHERE owner_id = $1 AND revoked_at IS NULL';

/** Gives a person another role. What was issued under the old one stops working with the next request, keys included. */
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
    if (!keepers.includes(input.role)) await change(revokeKeys, [user.id], work.tx);
    return user.set({ role: input.role }).endSessions().save({ transaction: work.tx });
  },
});
