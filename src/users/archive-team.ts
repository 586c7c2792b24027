import { z } from 'zod';
import { command } from '../core/command.js';
import { id } from '../core/parse.js';
import type { Work } from '../core/work.js';
import { leave } from './team-stay.js';
import { lockTeam, runsTeams } from './team-access.js';
import { TeamMember } from './team-member.js';

/** Ends a team: its people are free for others, its history stays. */
export const archiveTeam = command({
  name: 'team.archive',
  input: z.strictObject({ teamId: id }),
  allow: runsTeams,

  async run({ input, ...work }) {
    const team = await lockTeam(work, input.teamId);
    await leaveAll(work, team.id);
    return team.set({ archivedAt: work.now }).save({ transaction: work.tx });
  },
});

async function leaveAll(work: Work, teamId: number): Promise<void> {
  const stays = await TeamMember.findAll({
    where: { teamId, leftAt: null },
    order: ['id'],
    lock: work.tx.LOCK.UPDATE,
    transaction: work.tx,
  });
  for (const stay of stays) await leave(work, stay);
}
