import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { selectOne } from '../db/select.js';
import { memberStatuses } from '../network/member.js';
import type { MemberStatus } from '../network/member.js';

const latest = `
  SELECT status FROM member_statuses WHERE member_id = $1 AND effective_at <= $2
  ORDER BY effective_at DESC, id DESC LIMIT 1`;

/** What a member was at a moment: active from joining until the first change. */
export async function statusAt(memberId: number, at: Date, tx?: Transaction): Promise<MemberStatus> {
  const row = await selectOne(latest, [memberId, at], z.object({ status: z.enum(memberStatuses) }), tx);
  return row?.status ?? 'active';
}
