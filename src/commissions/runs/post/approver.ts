import type { Actor } from '../../../core/actor.js';
import { memberOfUser } from '../../../network/find-member.js';
import type { CommissionRun } from '../commission-run.js';
import type { Posting } from './posting.js';

/** The worker approves in the name of whoever posted the run. */
export const actorOfApproval = (worker: Actor, { approvedById }: CommissionRun): Actor => ({
  ...worker,
  userId: approvedById,
});

/** Whoever posts a run with approval; his own lines wait for somebody else, for nobody decides over his own money. */
export async function memberOfApprover({ row, work }: Posting): Promise<number | null> {
  if (!row.approves || row.approvedById === null) return null;
  return (await memberOfUser(row.approvedById, row.programId, work.tx))?.id ?? null;
}
