import { AssignmentRule } from '../../src/leads/assignment-rule.js';
import { archiveAssignmentRule, saveAssignmentRule } from '../../src/leads/save-assignment-rule.js';
import { officeAndLeads } from '../policies.js';
import { programRowsOfPeople } from '../scope.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const works = ({ archivedAt }: AssignmentRule): boolean => archivedAt === null;
const caller = { userId: { of: 'users', where: { role: 'telemarketer,buyer', status: 'active' } } };

export const assignmentRules = resource(AssignmentRule, {
  group: 'settings',
  icon: 'Shuffle',
  see: officeAndLeads,
  scope: programRowsOfPeople('userId'),
  title: { sql: `'Rule ' || "AssignmentRule"."id"` },
  list: ['userId', 'teamId', 'weight', 'capacity', 'given', 'archivedAt', 'createdAt'],
  filters: ['userId', 'teamId', 'archivedAt', 'createdAt'],
  columns: { userId: { of: 'users' }, teamId: { of: 'teams' } },
  actions: {
    create: tableAction({ command: saveAssignmentRule, look: 'primary', icon: 'Plus', fields: caller }),
    update: commandAction({
      command: saveAssignmentRule,
      icon: 'Edit2',
      when: works,
      input: ({ userId }) => ({ userId }),
      initial: ({ weight, capacity, teamId }) => ({ weight, capacity, ownTeamOnly: teamId !== null }),
    }),
    archive: commandAction({
      command: archiveAssignmentRule,
      look: 'danger',
      icon: 'Archive',
      when: works,
      input: ({ id }) => ({ assignmentRuleId: id }),
    }),
  },
});
