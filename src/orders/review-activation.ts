import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { lockOrRefuse } from '../core/lock.js';
import type { Work } from '../core/work.js';
import { big } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { activate, deactivate } from '../network/activation.js';
import { Member } from '../network/member.js';
import { findActivePlan } from '../programs/active-plan.js';
import { ordersPart } from '../programs/plan-parts.js';

const paidInAll = `
  SELECT coalesce(sum(CASE payments.kind WHEN 'refund' THEN -payments.amount ELSE payments.amount END), 0) AS paid
  FROM payments JOIN orders ON orders.id = payments.order_id
  WHERE orders.program_id = $1 AND orders.customer_member_id = $2
    AND payments.status = 'completed' AND payments.kind <> 'gift'`;

/**
 * After money of a customer came in or went back: a member whose completed payments less refunds reach the plan's
 * activation amount is activated, and no longer when they fall below it. Gifts activate nobody.
 */
export async function reviewActivation(work: Work, memberId: number | null, at: Date): Promise<void> {
  if (memberId === null) return;
  const member = await lockOrRefuse(Member, memberId, work.tx);
  const plan = await findActivePlan(member.programId, at, work.tx);
  if (!plan) return;
  const { activation_amount: least } = plan.document.orders ?? ordersPart.parse({});
  const paid = await paidBy(member, work.tx);
  await (paid >= least ? activate(work, member, at) : deactivate(work, member));
}

async function paidBy({ programId, id }: Member, tx: Transaction): Promise<bigint> {
  return (await selectOne(paidInAll, [programId, id], z.object({ paid: big }), tx))?.paid ?? 0n;
}
