import type { Transaction } from 'sequelize';
import type { Actor } from '../core/actor.js';
import { NotFound } from '../core/errors.js';
import { userIdsSeenBy } from '../users/team-scope.js';
import { User } from '../users/user.js';

/** Whose a new row is: the actor's own, or that of a named person whose rows the actor sees. */
export async function ownerFor(actor: Actor, named: number | undefined, tx: Transaction): Promise<number | null> {
  if (named === undefined || named === actor.userId) return actor.userId;
  const seen = await userIdsSeenBy(actor, tx);
  const isSeen = seen === null || seen.includes(named);
  if (!isSeen || !(await User.findByPk(named, { transaction: tx }))) throw new NotFound('user');
  return named;
}
