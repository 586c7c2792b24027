import { z } from 'zod';
import { command } from '../core/command.js';
import { NotFound } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { currentStay, join, leave, refuseOutsider } from './team-stay.js';
import { lockTeam, runsTeams } from './team-access.js';
import { Team } from './team.js';
import { User } from './user.js';

/** Someone changes teams; the time before stays with the old one. A team lead gives people away, and takes none. */
export const moveTeamMember = command({
  name: 'team.move-member',
  input: z.strictObject({ userId: id, teamId: id }),
  allow: runsTeams,

  async run({ input, ...work }) {
    const { tx } = work;
    const user = await lockOrRefuse(User, input.userId, tx);
    refuseOutsider(user);
    const stay = await currentStay(work, user.id);
    if (!stay) throw new NotFound('team member');
    if (stay.teamId === input.teamId) return stay;
    await lockTeam(work, stay.teamId);
    const target = await lockOrRefuse(Team, input.teamId, tx, { archivedAt: null });
    await leave(work, stay);
    return join(work, target.id, user.id);
  },
});
