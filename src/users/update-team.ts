import { z } from 'zod';
import { command } from '../core/command.js';
import { id, text } from '../core/parse.js';
import { lockTeam, refuseLead, runsTeams } from './team-access.js';

/** Renames a team or gives it another lead. */
export const updateTeam = command({
  name: 'team.update',
  input: z.strictObject({ teamId: id, name: text(100).optional(), teamLeadId: id.nullish() }),
  allow: runsTeams,

  async run({ input: { teamId, name, teamLeadId }, ...work }) {
    const team = await lockTeam(work, teamId);
    if (teamLeadId !== undefined) await refuseLead(work, teamLeadId, team.id);
    const changes = { ...(name === undefined ? {} : { name }), ...(teamLeadId === undefined ? {} : { teamLeadId }) };
    return team.set(changes).save({ transaction: work.tx });
  },
});
