import { addTeamMember } from '../../src/users/add-team-member.js';
import { archiveTeam } from '../../src/users/archive-team.js';
import { createTeam } from '../../src/users/create-team.js';
import { teamsSeenBy } from '../../src/users/team-access.js';
import { Team } from '../../src/users/team.js';
import { updateTeam } from '../../src/users/update-team.js';
import { officeAndLeads } from '../policies.js';
import { everyRow } from '../scope.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const lead = { teamLeadId: { of: 'users', where: { role: 'team_lead', status: 'active' } } };
const works = ({ archivedAt }: Team): boolean => archivedAt === null;
const ofTeam = ({ id }: Team) => ({ teamId: id });

export const teams = resource(Team, {
  group: 'people',
  icon: 'Briefcase',
  see: officeAndLeads,
  scope: teamsSeenBy,
  names: everyRow,
  title: 'name',
  list: ['name', 'teamLeadId', 'members', 'createdAt', 'archivedAt'],
  filters: ['name', 'teamLeadId', 'createdAt', 'archivedAt'],
  search: ['name'],
  columns: {
    teamLeadId: { of: 'users' },
    members: {
      kind: 'count',
      sql: `SELECT count(*) FROM team_members WHERE team_id = "Team"."id" AND left_at IS NULL`,
    },
  },
  related: [
    { resource: 'team_members', by: 'teamId' },
    { resource: 'leads', by: 'teamId' },
    { resource: 'orders', by: 'teamId' },
  ],
  actions: {
    create: tableAction({ command: createTeam, look: 'primary', icon: 'Plus', fields: lead }),
    addMember: commandAction({
      command: addTeamMember,
      look: 'primary',
      icon: 'UserPlus',
      when: works,
      input: ofTeam,
      fields: { userId: { of: 'users', where: { role: 'buyer,telemarketer', status: 'active' } } },
    }),
    update: commandAction({
      command: updateTeam,
      icon: 'Edit2',
      when: works,
      input: ofTeam,
      initial: ({ name, teamLeadId }) => ({ name, teamLeadId }),
      fields: lead,
    }),
    archive: commandAction({ command: archiveTeam, look: 'danger', icon: 'Archive', when: works, input: ofTeam }),
  },
});
