import type { Transaction } from 'sequelize';
import { Op } from 'sequelize';
import type { MemberStatus } from './member.js';
import { StatusChange } from './status-change.js';

/** The status a member had at a moment: active until the first change. */
export async function statusAt(memberId: number, at: Date, tx?: Transaction): Promise<MemberStatus> {
  const change = await StatusChange.findOne({
    where: { memberId, effectiveAt: { [Op.lte]: at } },
    order: [
      ['effectiveAt', 'DESC'],
      ['id', 'DESC'],
    ],
    transaction: tx ?? null,
  });
  return change?.status ?? 'active';
}
