import { TeamMember } from '../../src/users/team-member.js';
import { officeAndLeads } from '../policies.js';
import { rowsOfPeople } from '../scope.js';
import { resource } from '../support/resource.js';

export const teamMembers = resource(TeamMember, {
  group: 'people',
  icon: 'UserCheck',
  see: officeAndLeads,
  scope: rowsOfPeople('userId'),
  title: { sql: `'#' || "TeamMember"."id"` },
  list: ['userId', 'teamId', 'joinedAt', 'leftAt'],
  filters: ['userId', 'teamId', 'joinedAt', 'leftAt'],
  columns: { userId: { of: 'users' }, teamId: { of: 'teams' } },
  sort: { by: 'joinedAt', direction: 'desc' },
  isHidden: true,
});
