import { z } from 'zod';
import { command } from '../core/command.js';
import { Refusal } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { currentStay, join, refuseOutsider } from './team-stay.js';
import { lockTeam, runsTeams } from './team-access.js';
import { User } from './user.js';

/** A buyer or telemarketer who is in no team joins one. */
export const addTeamMember = command({
  name: 'team.add-member',
  input: z.strictObject({ teamId: id, userId: id }),
  allow: runsTeams,

  async run({ input, ...work }) {
    const team = await lockTeam(work, input.teamId);
    const user = await lockOrRefuse(User, input.userId, work.tx);
    refuseOutsider(user);
    if (await currentStay(work, user.id)) throw new Refusal('conflict', 'This person is in a team already.');
    return join(work, team.id, user.id);
  },
});
