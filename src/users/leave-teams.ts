import type { Work } from '../core/work.js';
import { currentStay, leave } from './team-stay.js';
import { Team } from './team.js';

/** Ends a person's stay in whatever team it is, and the lead of one; both stay in the history. */
export async function leaveTeams(work: Pick<Work, 'tx' | 'now'>, userId: number): Promise<void> {
  const { tx } = work;
  const stay = await currentStay(work, userId);
  if (stay) await leave(work, stay);
  const led = await Team.findOne({ where: { teamLeadId: userId, archivedAt: null }, transaction: tx });
  await led?.set({ teamLeadId: null }).save({ transaction: tx });
}
