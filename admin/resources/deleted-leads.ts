import { restoreLead } from '../../src/leads/delete-lead.js';
import { Lead } from '../../src/leads/lead.js';
import { leadsSeenBy } from '../../src/leads/scope.js';
import { outcomes } from '../../src/leads/stage.js';
import { officeAndLeads } from '../policies.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

/** Leads that somebody deleted; they are only gone from the lists. */
export const deletedLeads = resource(Lead, {
  id: 'deleted_leads',
  group: 'work',
  icon: 'Trash2',
  see: officeAndLeads,
  scope: (actor) => leadsSeenBy(actor, { deleted: true }),
  title: 'name',
  list: ['name', 'status', 'assignedTo', 'deletedAt', 'createdAt'],
  show: ['email', 'stage', 'substage'],
  filters: ['status', 'assignedTo', 'deletedAt', 'createdAt'],
  search: ['name', 'email'],
  columns: {
    stage: { kind: 'choice' },
    substage: { kind: 'choice' },
    status: { kind: 'status', values: outcomes },
    assignedTo: { of: 'users' },
  },
  actions: {
    restore: commandAction({
      command: restoreLead,
      look: 'primary',
      icon: 'RotateCcw',
      input: ({ id }) => ({ leadId: id }),
      bulk: true,
    }),
  },
});
