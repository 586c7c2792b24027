import { z } from 'zod';
import { endpoint, nothing } from '../http/endpoint.js';
import { pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { addNote } from './add-note.js';
import { assignLead, assignLeads } from './assign-lead.js';
import { convertLead } from './convert-lead.js';
import { createLead } from './create-lead.js';
import { deleteLead, restoreLead } from './delete-lead.js';
import { leadHistory, listLeads, showLead } from './lead-list.js';
import { moveLead } from './move-lead.js';
import { leadAnswer, leadEventAnswer, presentLead, presentLeadEvent } from './present.js';
import { recordCall } from './record-call.js';
import { resolveLead } from './resolve-lead.js';
import { updateLead } from './update-lead.js';

export const leads = group('leads');

const shown = { answer: leadAnswer, present: presentLead } as const;
const lead = '/leads/:leadId';

endpoint(leads, {
  method: 'get',
  path: '/leads',
  summary: 'List the leads you may see, the newest first.',
  query: listLeads,
  answer: pageOf(leadAnswer),
});

endpoint(leads, {
  ...shown,
  method: 'post',
  path: '/leads',
  summary: 'Add somebody new to the pipeline.',
  command: createLead,
  status: 201,
});

endpoint(leads, { ...shown, method: 'get', path: lead, summary: 'Show one lead.', query: showLead });

endpoint(leads, {
  ...shown,
  method: 'patch',
  path: lead,
  summary: 'Change what is known of a lead; what is left out stays.',
  command: updateLead,
});

endpoint(leads, {
  method: 'delete',
  path: lead,
  summary: 'Take a lead out of every list; it can be restored.',
  command: deleteLead,
  answer: nothing,
  present: () => null,
});

endpoint(leads, {
  ...shown,
  method: 'put',
  path: `${lead}/restoration`,
  summary: 'Bring a deleted lead back.',
  command: restoreLead,
});

endpoint(leads, {
  ...shown,
  method: 'put',
  path: `${lead}/assignment`,
  summary: 'Give a lead to the person who shall work on it.',
  command: assignLead,
});

endpoint(leads, {
  method: 'post',
  path: '/lead-assignments',
  summary: 'Give many leads to one person: all or none.',
  command: assignLeads,
  answer: z.object({ data: z.array(leadAnswer) }),
  present: (assigned) => ({ data: assigned.map(presentLead) }),
});

endpoint(leads, {
  ...shown,
  method: 'put',
  path: `${lead}/stage`,
  summary: 'Move a lead one stage on, back, or to closed.',
  command: moveLead,
});

endpoint(leads, {
  method: 'put',
  path: `${lead}/conversion`,
  summary: 'The lead bought: record the sale with the assignee as its seller.',
  command: convertLead,
  answer: z.object({ lead: leadAnswer, saleId: z.number() }),
  present: ({ lead: converted, sale }) => ({ lead: presentLead(converted), saleId: sale.id }),
});

endpoint(leads, {
  ...shown,
  method: 'post',
  path: `${lead}/calls`,
  summary: 'Record a call and how it ended; what follows is data of the disposition.',
  command: recordCall,
});

endpoint(leads, {
  method: 'post',
  path: `${lead}/notes`,
  summary: 'Keep something worth remembering about a lead.',
  command: addNote,
  answer: leadEventAnswer,
  present: presentLeadEvent,
  status: 201,
});

endpoint(leads, {
  method: 'get',
  path: `${lead}/events`,
  summary: 'What happened to a lead, the latest first.',
  query: leadHistory,
  answer: z.object({ data: z.array(leadEventAnswer) }),
});

endpoint(leads, {
  ...shown,
  method: 'post',
  path: '/lead-installs',
  summary: 'Report an installation: finds the lead or makes it, and keeps who sent it once.',
  command: resolveLead,
  answer: z.object({ lead: leadAnswer, isNew: z.boolean() }),
  present: ({ lead: found, isNew }) => ({ lead: presentLead(found), isNew }),
});
