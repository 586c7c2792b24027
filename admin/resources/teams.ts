import { Team } from '../../src/users/team.js';
import { officeAndLeads } from '../policies.js';
import { rowsOfPeople } from '../scope.js';
import { resource } from '../support/resource.js';

export const teams = resource(Team, {
  group: 'people',
  icon: 'Briefcase',
  see: officeAndLeads,
  scope: rowsOfPeople('teamLeadId'),
  title: 'name',
  list: ['name', 'teamLeadId', 'members', 'createdAt'],
  show: ['archivedAt'],
  filters: ['name', 'teamLeadId', 'createdAt'],
  search: ['name'],
  columns: {
    teamLeadId: { of: 'users' },
    members: {
      kind: 'count',
      sql: `SELECT count(*) FROM team_members WHERE team_id = "Team"."id" AND left_at IS NULL`,
    },
  },
  related: [{ resource: 'team_members', by: 'teamId' }],
});
