import { Op } from 'sequelize';
import { approve } from '../../approve.js';
import { Commission } from '../../commission.js';
import { actorOfApproval, memberOfApprover } from './approver.js';
import type { Posted, Posting } from './posting.js';

const step = 100;

/** Approves, one by one, the lines that something may be taken off: tax, instalments, or what their member owes. */
export async function approveRest(posting: Posting, after: number): Promise<Posted> {
  const { row, work } = posting;
  if (!row.approves) return { next: null, done: 0 };
  const own = await memberOfApprover(posting);
  const lines = await Commission.findAll({
    where: {
      ...{ runId: row.runId, status: 'pending', reversesId: null, id: { [Op.gt]: after } },
      ...(own !== null && { beneficiaryId: { [Op.ne]: own } }),
    },
    order: [['id', 'ASC']],
    limit: step,
    lock: work.tx.LOCK.UPDATE,
    transaction: work.tx,
  });
  const approving = { ...work, actor: actorOfApproval(work.actor, row) };
  for (const line of lines) await approve(approving, line, 'posted with approval');
  return { next: lines.length < step ? null : (lines.at(-1)?.id ?? null), done: 0 };
}
