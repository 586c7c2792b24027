import { z } from 'zod';
import { command } from '../core/command.js';
import { id, text } from '../core/parse.js';
import { refuseLead, runsTeams } from './team-access.js';
import { Team } from './team.js';

/** A new team. One that a team lead makes is the own, unless that lead has one already. */
export const createTeam = command({
  name: 'team.create',
  input: z.strictObject({ name: text(100), teamLeadId: id.nullish() }),
  allow: runsTeams,

  async run({ input, ...work }) {
    const teamLeadId = input.teamLeadId ?? (work.actor.role === 'team_lead' ? work.actor.userId : null);
    await refuseLead(work, teamLeadId, null);
    return Team.create({ name: input.name, teamLeadId }, { transaction: work.tx });
  },
});
