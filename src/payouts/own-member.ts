import type { Transaction } from 'sequelize';
import type { Actor } from '../core/actor.js';
import { NotAllowed, NotFound } from '../core/errors.js';
import { programOf } from '../core/policy.js';
import { Member } from '../network/member.js';

/** The actor's own place in the program; refused as not found when there is none. */
export async function ownMember(actor: Actor, tx?: Transaction): Promise<Member> {
  const where = { programId: programOf(actor), userId: actor.userId };
  const member = actor.userId === null ? null : await Member.findOne({ where, transaction: tx ?? null });
  if (!member) throw new NotFound('member');
  return member;
}

/** Nobody decides over their own payout: neither who asked for it nor whose money it is. */
export async function refuseOwn({ userId }: Actor, memberId: number, tx: Transaction): Promise<void> {
  if (userId === null) return;
  const own = await Member.count({ where: { id: memberId, userId }, transaction: tx });
  if (own > 0) throw new NotAllowed('Somebody else has to decide over your own payout.', 'own_payout');
}
