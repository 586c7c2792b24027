import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { memberStatuses } from '../network/member.js';
import { isAtOrAbove } from '../network/upline.js';
import type { Plan } from '../programs/plan-document.js';
import type { Accrual } from './accrue.js';
import { fixed } from './arithmetic.js';
import { referralAmount } from './engine/referral.js';

/** An activated member, and the moment from which he stood in the tree and was activated, whichever came later. */
export interface Activated {
  id: number;
  sponsorId: number | null;
  at: Date;
}

const moment = `
  SELECT m.id, m.program_id, m.sponsor_id, greatest(m.activated_at, p.placed_at) AS at
  FROM members AS m JOIN trees AS t ON t.program_id = m.program_id AND t.key = 'placement'
  JOIN positions AS p ON p.tree_id = t.id AND p.member_id = m.id
  WHERE m.id = $1 AND m.activated_at IS NOT NULL`;

const momentRow = z
  .object({ id: int, program_id: int, sponsor_id: int.nullable(), at: z.date() })
  .transform(({ program_id: programId, sponsor_id: sponsorId, ...row }) => ({ ...row, programId, sponsorId }));

/** The member as the referral bonus sees him; undefined while he is not activated or stands nowhere. */
export const activatedMember = (memberId: number, tx: Transaction) => selectOne(moment, [memberId], momentRow, tx);

// Who became a distributor by an application was none before it was approved; the others are from joining on.
const standingThen = `
  SELECT coalesce((SELECT status FROM member_statuses WHERE member_id = m.id AND effective_at <= $2
                   ORDER BY effective_at DESC, id DESC LIMIT 1), 'active') AS status,
    m.is_distributor AND NOT EXISTS (SELECT FROM distributor_applications
      WHERE member_id = m.id AND status = 'approved' AND decided_at > $2) AS is_distributor
  FROM members AS m WHERE m.id = $1`;

const sponsorRow = z.object({ status: z.enum(memberStatuses), is_distributor: z.boolean() });

/** A member as a referral bonus sees him at a moment; undefined for nobody. */
export const sponsorAt = (memberId: number, at: Date, tx?: Transaction) =>
  selectOne(standingThen, [memberId, at], sponsorRow, tx);

/** The bonus to the sponsor of an activated member, or nothing: it lapses where the sponsor may not earn it. */
export async function referralAccrual(member: Activated, document: Plan, tx: Transaction): Promise<Accrual[]> {
  const { id, sponsorId, at } = member;
  if (!document.referral || sponsorId === null) return [];
  const sponsor = await sponsorAt(sponsorId, at, tx);
  if (!sponsor) return [];
  const isSuspended = sponsor.status === 'suspended';
  const amount = referralAmount(document, {
    active: sponsor.status === 'active' || isSuspended,
    distributor: sponsor.is_distributor,
    memberBelow: await isAtOrAbove(sponsorId, id, 'placement', tx),
  });
  if (amount === 0n) return [];
  return [
    {
      accrualKey: `member/${id}/referral`,
      beneficiaryId: sponsorId,
      kind: 'referral',
      base: null,
      rateBp: null,
      amount,
      isSuspended,
      explanation: { rule: 'referral', path: [id, sponsorId], ...fixed, notes: [] },
    },
  ];
}
