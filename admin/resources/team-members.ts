import { moveTeamMember } from '../../src/users/move-team-member.js';
import { removeTeamMember } from '../../src/users/remove-team-member.js';
import { TeamMember } from '../../src/users/team-member.js';
import { officeAndLeads } from '../policies.js';
import { rowsOfPeople } from '../scope.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const isThere = ({ leftAt }: TeamMember): boolean => leftAt === null;

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
  actions: {
    move: commandAction({
      command: moveTeamMember,
      icon: 'Shuffle',
      when: isThere,
      input: ({ userId }) => ({ userId }),
      fields: { teamId: { of: 'teams', where: { archivedAt: 'none' } } },
    }),
    remove: commandAction({
      command: removeTeamMember,
      look: 'danger',
      icon: 'UserMinus',
      when: isThere,
      input: ({ userId, teamId }) => ({ userId, teamId }),
    }),
  },
});
