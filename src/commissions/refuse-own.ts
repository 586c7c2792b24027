import type { Transaction } from 'sequelize';
import type { Actor } from '../core/actor.js';
import { NotAllowed } from '../core/errors.js';
import { Member } from '../network/member.js';

/** Nobody decides over their own money. */
export async function refuseOwn({ userId }: Actor, memberId: number, tx: Transaction): Promise<void> {
  if (userId === null) return;
  const own = await Member.count({ where: { id: memberId, userId }, transaction: tx });
  if (own > 0) throw new NotAllowed('Somebody else has to decide over your own commission.', 'own_money');
}
