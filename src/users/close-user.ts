import { z } from 'zod';
import { command } from '../core/command.js';
import { NotAllowed } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { roles, signedIn } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { change } from '../db/select.js';
import { endFamilies } from './end-sessions.js';
import { leaveTeams } from './leave-teams.js';
import { lockManaged, refuseLastOwner } from './managed.js';
import { personOf } from './person.js';
import { User } from './user.js';

/** Staff ends an account for good: nothing in it names the person any more, the rows that refer to it stay. */
export const closeUser = command({
  name: 'user.close',
  input: z.strictObject({ userId: id }),
  allow: roles('owner', 'admin'),

  async run({ input, ...work }) {
    if (work.actor.userId === input.userId) throw new NotAllowed('Nobody closes the own account here.');
    return close(work, await lockManaged(work, input.userId));
  },
});

/** A person leaves. */
export const closeOwnAccount = command({
  name: 'user.close-own',
  input: z.strictObject({}),
  allow: signedIn,
  run: async (work) => close(work, await lockOrRefuse(User, personOf(work.actor), work.tx)),
});

async function close(work: Work, user: User): Promise<User> {
  const { tx, now, emit } = work;
  await refuseLastOwner(user, tx);
  await leaveTeams(work, user.id);
  await endFamilies(user.id, now, tx);
  for (const sql of forgotten) await change(sql, [user.id], tx);
  emit({ type: 'user.closed', userId: user.id });
  return user.become('closed').endSessions().set(anonymous(user, now)).save({ transaction: tx });
}

const forgotten = [
  'UPDATE api_keys SET revoked_at = now() WHERE owner_id = $1 AND revoked_at IS NULL',
  'DELETE FROM user_credentials WHERE user_id = $1',
  'DELETE FROM one_time_codes WHERE user_id = $1',
  'DELETE FROM notifications WHERE user_id = $1',
];

const anonymous = ({ id: userId }: User, now: Date) => ({
  email: null,
  phone: null,
  username: `closed-${String(userId)}`,
  firstName: null,
  lastName: null,
  emailVerifiedAt: null,
  closedAt: now,
});
