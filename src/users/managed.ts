import type { Transaction } from 'sequelize';
import { z } from 'zod';
import type { Actor, Role } from '../core/actor.js';
import { NotAllowed, Refusal } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import type { Work } from '../core/work.js';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { User } from './user.js';

/** A person whom the actor manages, locked: owners and admins are the owner's business. */
export async function lockManaged({ tx, actor }: Pick<Work, 'tx' | 'actor'>, userId: number): Promise<User> {
  const user = await lockOrRefuse(User, userId, tx);
  refuseAbove(actor, user.role);
  return user;
}

/** Only an owner makes, changes or ends owners and admins. */
export function refuseAbove({ kind, role: own }: Actor, role: Role): void {
  const isAbove = role === 'owner' || role === 'admin';
  if (isAbove && kind !== 'system' && own !== 'owner')
    throw new NotAllowed('Only an owner decides about owners and admins.');
}

const owners = `SELECT id FROM users WHERE role = 'owner' AND status = 'active' ORDER BY id FOR UPDATE`;

/** An install keeps at least one owner who can sign in. All of them are locked, so two cannot leave at once. */
export async function refuseLastOwner({ id, role, status }: User, tx: Transaction): Promise<void> {
  if (role !== 'owner' || status !== 'active') return;
  const others = (await select(owners, [], z.object({ id: int }), tx)).filter((owner) => owner.id !== id);
  if (others.length === 0) throw new Refusal('conflict', 'This is the last owner; make somebody else owner first.');
}
