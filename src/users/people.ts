import { z } from 'zod';
import { roleNames } from '../core/actor.js';
import type { Actor } from '../core/actor.js';
import { findOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { roles, signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { is } from '../http/filter.js';
import { list } from '../http/list.js';
import { personOf } from './person.js';
import { presentUser } from './present-user.js';
import { userIdsSeenBy } from './team-scope.js';
import { User, userStatuses } from './user.js';

/** The people an actor sees: everyone, or those whose rows the actor sees. */
export async function usersSeenBy(actor: Actor): Promise<{ id?: number[] }> {
  const ids = await userIdsSeenBy(actor);
  return ids === null ? {} : { id: ids };
}

const seesPeople = roles('owner', 'admin', 'team_lead');

export const people = list({
  name: 'users.list',
  row: User,
  allow: seesPeople,
  scope: usersSeenBy,
  filters: { role: is('role', z.enum(roleNames)), status: is('status', z.enum(userStatuses)) },
  present: presentUser,
});

export const onePerson = query({
  name: 'users.one',
  input: z.strictObject({ userId: id }),
  allow: seesPeople,
  run: async ({ input, actor }) => findOrRefuse(User, input.userId, await usersSeenBy(actor)),
});

export const me = query({
  name: 'users.me',
  input: z.strictObject({}),
  allow: signedIn,
  run: ({ actor }) => findOrRefuse(User, personOf(actor)),
});
