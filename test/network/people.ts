import '../support/database.js';
import { system } from '../../src/core/actor.js';
import type { Actor, Role, Scope } from '../../src/core/actor.js';
import type { Member } from '../../src/network/member.js';
import type { Tree } from '../../src/network/tree.js';
import { actorOf } from '../../src/users/actor-of.js';
import { User } from '../../src/users/user.js';
import { join } from '../support/network.js';
import type { Newcomer } from '../../src/network/join-network.js';

let made = 0;

/** A new person with a role, at work in the tree's program. */
export async function person({ programId }: Tree, role: Role): Promise<Actor & { userId: number }> {
  made += 1;
  const username = `${role}-${made}`;
  const email = `${username}@example.com`;
  const user = await User.create({ email, username, role, firstName: 'Asha', referralCode: `CODE${made}` });
  return { ...actorOf(user, programId), userId: user.id };
}

/** A new person who is a member under that sponsor. */
export async function memberPerson(
  tree: Tree,
  newcomer: Omit<Newcomer, 'programId'>,
): Promise<{ actor: Actor; member: Member }> {
  const actor = await person(tree, 'affiliate');
  return { actor, member: await join(tree, { ...newcomer, userId: actor.userId }) };
}

/** A partner's key to the tree's program. */
export const keyTo = ({ programId }: Tree, ...scopes: Scope[]): Actor => ({
  ...system(programId),
  kind: 'key',
  name: 'a partner',
  scopes,
  keyId: 1,
});
