import { Op } from 'sequelize';
import { z } from 'zod';
import { findOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { is } from '../http/filter.js';
import { list } from '../http/list.js';
import { presentTeam } from './present-team.js';
import { teamsSeenBy } from './team-access.js';
import { TeamMember } from './team-member.js';
import { Team } from './team.js';

export const teams = list({
  name: 'teams.list',
  row: Team,
  allow: signedIn,
  scope: async (actor) => ({ [Op.and]: [await teamsSeenBy(actor), { archivedAt: null }] }),
  filters: { team_lead_id: is('teamLeadId', id) },
  present: presentTeam,
});

export const oneTeam = query({
  name: 'teams.one',
  input: z.strictObject({ teamId: id }),
  allow: signedIn,
  run: async ({ input, actor }) => findOrRefuse(Team, input.teamId, await teamsSeenBy(actor)),
});

/** Everyone who is or was in a team, the present ones first. */
export const teamMembers = query({
  name: 'teams.members',
  input: z.strictObject({ teamId: id }),
  allow: signedIn,

  async run({ input, actor }) {
    const team = await findOrRefuse(Team, input.teamId, await teamsSeenBy(actor));
    return TeamMember.findAll({
      where: { teamId: team.id },
      order: [
        ['leftAt', 'DESC NULLS FIRST'],
        ['id', 'ASC'],
      ],
      limit: 1000,
    });
  },
});
