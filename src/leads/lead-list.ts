import { z } from 'zod';
import { findOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { anyOf, programOf, roles, scope } from '../core/policy.js';
import { query } from '../core/query.js';
import { between, is } from '../http/filter.js';
import { list } from '../http/list.js';
import { userIdsSeenBy } from '../users/team-scope.js';
import { Disposition } from './disposition.js';
import { DoNotCallEntry } from './do-not-call-entry.js';
import { key } from './fields.js';
import { LeadEvent } from './lead-event.js';
import { LeadImport } from './lead-import.js';
import { Lead, leadSources } from './lead.js';
import { presentDoNotCall, presentImport, presentLead, presentLeadEvent } from './present.js';
import { leadsSeenBy } from './scope.js';
import { outcomes } from './stage.js';
import { stagesOf } from './standing.js';
import { Substage } from './substage.js';

const people = roles('owner', 'admin', 'team_lead', 'telemarketer', 'buyer', 'affiliate');
const readers = anyOf(people, scope('leads:read'));

export const listLeads = list({
  name: 'leads',
  row: Lead,
  allow: readers,
  scope: (actor) => leadsSeenBy(actor),
  filters: {
    status: is('status', z.enum(outcomes)),
    stage: is('stage', key),
    substage: is('substage', key),
    source: is('source', z.enum(leadSources)),
    assignee_id: is('assignedTo', id),
    owner_id: is('ownerId', id),
    team_id: is('teamId', id),
    email: is('email', text(254)),
    phone: is('phone', text(40)),
    callback: between('callbackAt'),
  },
  present: presentLead,
});

export const showLead = query({
  name: 'lead.show',
  input: z.strictObject({ leadId: id }),
  allow: readers,
  run: async ({ input, actor }) => findOrRefuse(Lead, input.leadId, await leadsSeenBy(actor)),
});

/** What happened to one lead, the latest first. */
export const leadHistory = query({
  name: 'lead.history',
  input: z.strictObject({ leadId: id }),
  allow: readers,
  async run({ input: { leadId }, actor }) {
    await findOrRefuse(Lead, leadId, await leadsSeenBy(actor));
    const events = await LeadEvent.findAll({ where: { leadId }, order: [['id', 'DESC']], limit: 500 });
    return { data: events.map(presentLeadEvent) };
  },
});

export const listDoNotCall = list({
  name: 'do_not_call',
  row: DoNotCallEntry,
  allow: roles('owner', 'admin', 'team_lead'),
  scope: (actor) => ({ programId: programOf(actor) }),
  filters: { phone: is('phone', text(40)) },
  present: presentDoNotCall,
});

export const listImports = list({
  name: 'lead_imports',
  row: LeadImport,
  allow: roles('owner', 'admin', 'team_lead'),
  async scope(actor) {
    const seen = await userIdsSeenBy(actor);
    return { programId: programOf(actor), ...(seen === null ? {} : { userId: seen }) };
  },
  present: presentImport,
});

/** The pipeline as it stands: its stages in order with their substages, and the ways calls end. */
export const showPipeline = query({
  name: 'lead.pipeline',
  input: z.strictObject({}),
  allow: readers,
  async run({ actor }) {
    const programId = programOf(actor);
    const [stages, substages, dispositions] = await Promise.all([
      stagesOf(programId),
      Substage.findAll({ where: { programId }, order: ['position'] }),
      Disposition.findAll({ where: { programId, archivedAt: null }, order: ['position'] }),
    ]);
    return { stages, substages, dispositions };
  },
});
