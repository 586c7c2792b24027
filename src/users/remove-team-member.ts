import { z } from 'zod';
import { command } from '../core/command.js';
import { NotFound } from '../core/errors.js';
import { id } from '../core/parse.js';
import { currentStay, leave } from './team-stay.js';
import { lockTeam, runsTeams } from './team-access.js';

/** Someone leaves the team and is free for another. */
export const removeTeamMember = command({
  name: 'team.remove-member',
  input: z.strictObject({ teamId: id, userId: id }),
  allow: runsTeams,

  async run({ input, ...work }) {
    const team = await lockTeam(work, input.teamId);
    const stay = await currentStay(work, input.userId);
    if (stay?.teamId !== team.id) throw new NotFound('team member');
    return leave(work, stay);
  },
});
