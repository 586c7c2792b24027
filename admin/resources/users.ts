import { roleNames } from '../../src/core/actor.js';
import { User, languages, userStatuses } from '../../src/users/user.js';
import { officeAndLeads } from '../policies.js';
import { peopleSeen } from '../scope.js';
import { resource } from '../support/resource.js';

const fullName = `coalesce(nullif(trim(concat_ws(' ', first_name, last_name)), ''), username)`;

export const users = resource(User, {
  group: 'people',
  icon: 'Users',
  see: officeAndLeads,
  scope: peopleSeen,
  title: { sql: fullName },
  list: ['fullName', 'username', 'email', 'role', 'status', 'createdAt'],
  show: ['firstName', 'lastName', 'phone', 'language', 'referralCode', 'emailVerifiedAt', 'disabledAt', 'closedAt'],
  filters: ['role', 'status', 'email', 'createdAt'],
  search: ['username', 'firstName', 'lastName', 'email', 'phone'],
  columns: {
    fullName: { kind: 'text', sql: fullName },
    role: { values: roleNames },
    status: { kind: 'status', values: userStatuses },
    language: { values: languages },
    referralCode: { kind: 'code' },
  },
  related: [{ resource: 'team_members', by: 'userId' }],
});
