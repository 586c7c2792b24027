import { DoNotCallEntry } from '../../src/leads/do-not-call-entry.js';
import { liftNumber, listNumber } from '../../src/leads/list-number.js';
import { officeAndLeads } from '../policies.js';
import { programRows } from '../scope.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

export const doNotCall = resource(DoNotCallEntry, {
  group: 'settings',
  icon: 'PhoneOff',
  see: officeAndLeads,
  scope: programRows,
  title: 'phone',
  list: ['phone', 'reason', 'addedBy', 'createdAt', 'liftedAt'],
  show: ['liftedBy', 'consentSource', 'consentText', 'consentedAt'],
  filters: ['createdAt', 'liftedAt', 'addedBy'],
  search: ['phone', 'reason'],
  columns: { addedBy: { of: 'users' }, liftedBy: { of: 'users' } },
  actions: {
    add: tableAction({ command: listNumber, look: 'primary', icon: 'Plus' }),
    lift: commandAction({
      command: liftNumber,
      look: 'danger',
      icon: 'PhoneIncoming',
      when: ({ liftedAt }) => liftedAt === null,
      input: ({ phone }) => ({ phone }),
    }),
  },
});
