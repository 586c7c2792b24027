import { roleNames } from '../../src/core/actor.js';
import { changeRole } from '../../src/users/change-role.js';
import { closeUser } from '../../src/users/close-user.js';
import { createUser } from '../../src/users/create-user.js';
import { disableUser } from '../../src/users/disable-user.js';
import { enableUser } from '../../src/users/enable-user.js';
import { sendPasswordReset } from '../../src/users/request-password-reset.js';
import { updateUser } from '../../src/users/update-user.js';
import { User, languages, userStatuses } from '../../src/users/user.js';
import { officeAndLeads } from '../policies.js';
import { everyRow, peopleSeen } from '../scope.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const fullName = `coalesce(nullif(trim(concat_ws(' ', first_name, last_name)), ''), username)`;
const ofUser = ({ id }: User) => ({ userId: id });
const isOpen = ({ status }: User): boolean => status !== 'closed';

export const users = resource(User, {
  group: 'people',
  icon: 'Users',
  see: officeAndLeads,
  scope: peopleSeen,
  /** Colleagues are called by name everywhere. */
  names: everyRow,
  title: { sql: fullName },
  list: ['fullName', 'username', 'email', 'role', 'status', 'createdAt'],
  show: ['phone', 'language', 'referralCode', 'emailVerifiedAt', 'disabledAt', 'closedAt'],
  filters: ['role', 'status', 'email', 'createdAt'],
  search: ['username', 'firstName', 'lastName', 'email', 'phone'],
  columns: {
    fullName: { kind: 'text', sql: fullName },
    role: { values: roleNames },
    status: { kind: 'status', values: userStatuses },
    language: { values: languages },
    referralCode: { kind: 'code' },
  },
  related: [
    { resource: 'team_members', by: 'userId' },
    { resource: 'members', by: 'userId' },
    { resource: 'leads', by: 'assignedTo' },
  ],
  actions: {
    create: tableAction({ command: createUser, look: 'primary', icon: 'UserPlus' }),
    update: commandAction({
      command: updateUser,
      icon: 'Edit2',
      when: isOpen,
      input: ofUser,
      initial: ({ email, username, firstName, lastName, phone, language }) => ({
        ...(email && { email }),
        username,
        firstName,
        lastName,
        phone,
        language,
      }),
    }),
    changeRole: commandAction({
      command: changeRole,
      icon: 'Shield',
      when: isOpen,
      input: ofUser,
      initial: ({ role }) => ({ role }),
    }),
    sendPasswordReset: commandAction({
      command: sendPasswordReset,
      icon: 'Mail',
      when: ({ status }) => status === 'active',
      input: ofUser,
    }),
    enable: commandAction({
      command: enableUser,
      icon: 'UserCheck',
      when: ({ status }) => status === 'disabled',
      input: ofUser,
    }),
    disable: commandAction({
      command: disableUser,
      look: 'danger',
      icon: 'UserX',
      when: ({ status }) => status === 'active',
      input: ofUser,
    }),
    close: commandAction({ command: closeUser, look: 'danger', icon: 'XCircle', when: isOpen, input: ofUser }),
  },
});
