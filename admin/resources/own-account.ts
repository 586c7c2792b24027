import { changePassword } from '../../src/users/set-password.js';
import { updateProfile } from '../../src/users/update-user.js';
import { User, languages } from '../../src/users/user.js';
import { staff } from '../policies.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

/** Everybody's own account, and no other. */
export const ownAccount = resource(User, {
  id: 'own_account',
  group: 'people',
  icon: 'User',
  see: staff,
  scope: ({ userId }) => ({ id: userId }),
  title: 'username',
  list: ['username', 'email', 'phone', 'language', 'createdAt'],
  show: ['firstName', 'lastName', 'referralCode', 'emailVerifiedAt'],
  columns: { language: { values: languages }, referralCode: { kind: 'code' } },
  isHidden: true,
  actions: {
    update: commandAction({
      command: updateProfile,
      icon: 'Edit2',
      input: () => ({}),
      initial: ({ username, firstName, lastName, phone, language }) => ({
        username,
        firstName,
        lastName,
        phone,
        language,
      }),
    }),
    changePassword: commandAction({ command: changePassword, icon: 'Lock', input: () => ({}) }),
  },
});
