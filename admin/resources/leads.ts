import type { Actor } from '../../src/core/actor.js';
import { programOf } from '../../src/core/policy.js';
import { addNote } from '../../src/leads/add-note.js';
import { assignLead } from '../../src/leads/assign-lead.js';
import { mayBeCalled } from '../../src/leads/calls.js';
import { convertLead } from '../../src/leads/convert-lead.js';
import { createLead } from '../../src/leads/create-lead.js';
import { deleteLead } from '../../src/leads/delete-lead.js';
import { Lead, leadSources } from '../../src/leads/lead.js';
import { moveLead } from '../../src/leads/move-lead.js';
import { recordCall } from '../../src/leads/record-call.js';
import { leadsSeenBy } from '../../src/leads/scope.js';
import { outcomes } from '../../src/leads/stage.js';
import { updateLead } from '../../src/leads/update-lead.js';
import { programById } from '../../src/programs/find-program.js';
import { leadWorkers } from '../policies.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const isOpen = ({ status }: Lead): boolean => status === 'open';
const ofLead = ({ id }: Lead) => ({ leadId: id });
const worker = { of: 'users', where: { role: 'telemarketer,buyer,team_lead', status: 'active' } };

/** A number is not taken along when it may not be called. */
async function phonesWithheld(actor: Actor) {
  const at = { program: await programById(programOf(actor)), now: new Date() };
  return (lead: Lead) => (mayBeCalled(lead, at) ? [] : ['phone']);
}

export const leads = resource(Lead, {
  group: 'work',
  icon: 'PhoneCall',
  see: leadWorkers,
  scope: (actor) => leadsSeenBy(actor),
  title: 'name',
  list: ['name', 'phone', 'stage', 'substage', 'status', 'score', 'assignedTo', 'callbackAt', 'createdAt'],
  show: [
    'email',
    'timeZone',
    'source',
    'externalId',
    'ownerId',
    'teamId',
    'assignedAt',
    'retryAt',
    'attempts',
    'lastCalledAt',
    'doNotCall',
    'duplicateOf',
    'prospectId',
    'saleId',
    'convertedAt',
    'attribution',
    'metadata',
    'custom',
  ],
  filters: [
    'status',
    'stage',
    'assignedTo',
    'teamId',
    'ownerId',
    'source',
    'doNotCall',
    'score',
    'callbackAt',
    'createdAt',
    'convertedAt',
  ],
  search: ['name', 'email', 'phone', 'externalId'],
  columns: {
    stage: { kind: 'choice' },
    substage: { kind: 'choice' },
    status: { kind: 'status', values: outcomes },
    source: { values: leadSources },
    assignedTo: { of: 'users' },
    ownerId: { of: 'users' },
    teamId: { of: 'teams' },
    duplicateOf: { of: 'leads' },
    prospectId: { of: 'prospects' },
    saleId: { of: 'sales' },
    externalId: { kind: 'code' },
  },
  withheld: phonesWithheld,
  related: [{ resource: 'lead_events', by: 'leadId' }],
  actions: {
    create: tableAction({ command: createLead, look: 'primary', icon: 'Plus' }),
    assign: commandAction({
      command: assignLead,
      icon: 'UserCheck',
      when: isOpen,
      input: ofLead,
      fields: { assigneeId: worker },
      bulk: true,
    }),
    recordCall: commandAction({ command: recordCall, look: 'primary', icon: 'Phone', when: isOpen, input: ofLead }),
    convert: commandAction({ command: convertLead, look: 'primary', icon: 'CheckCircle', when: isOpen, input: ofLead }),
    addNote: commandAction({ command: addNote, icon: 'MessageSquare', input: ofLead }),
    move: commandAction({
      command: moveLead,
      icon: 'ArrowRight',
      when: ({ status }) => status !== 'converted',
      input: ofLead,
      initial: ({ stage }) => ({ stage }),
    }),
    update: commandAction({
      command: updateLead,
      icon: 'Edit2',
      input: ofLead,
      initial: ({ name, email, phone, timeZone }) => ({ name, email, phone, timeZone }),
    }),
    remove: commandAction({
      command: deleteLead,
      look: 'danger',
      icon: 'Trash2',
      when: isOpen,
      input: ofLead,
      bulk: true,
    }),
  },
});
