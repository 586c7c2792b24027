import { importLeads } from '../../src/leads/import-leads.js';
import { LeadImport } from '../../src/leads/lead-import.js';
import { officeAndLeads } from '../policies.js';
import { programRowsOfPeople } from '../scope.js';
import { tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

export const imports = resource(LeadImport, {
  group: 'work',
  icon: 'Upload',
  see: officeAndLeads,
  scope: programRowsOfPeople('userId'),
  title: 'fileName',
  list: ['fileName', 'userId', 'rows', 'imported', 'createdAt'],
  show: ['refused'],
  filters: ['userId', 'createdAt'],
  search: ['fileName'],
  columns: { userId: { of: 'users' } },
  actions: {
    import: tableAction({ command: importLeads, look: 'primary', icon: 'Upload' }),
  },
});
