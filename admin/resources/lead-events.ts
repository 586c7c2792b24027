import { literal, Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import type { Actor } from '../../src/core/actor.js';
import { Lead } from '../../src/leads/lead.js';
import { LeadEvent } from '../../src/leads/lead-event.js';
import { leadsSeenBy } from '../../src/leads/scope.js';
import { leadWorkers } from '../policies.js';
import { idsOf } from '../support/ids-of.js';
import { resource } from '../support/resource.js';

/** The history of the leads one sees. */
const eventsSeenBy = async (actor: Actor): Promise<WhereOptions> => ({
  leadId: { [Op.in]: literal(`(${idsOf(Lead, await leadsSeenBy(actor))})`) },
});

export const leadEvents = resource(LeadEvent, {
  group: 'work',
  icon: 'Clock',
  see: leadWorkers,
  scope: eventsSeenBy,
  title: { sql: `"LeadEvent"."kind" || ' ' || "LeadEvent"."id"` },
  list: ['kind', 'leadId', 'userId', 'note', 'dispositionId', 'seconds', 'assigneeId', 'stage', 'createdAt'],
  show: ['substage', 'detail'],
  filters: ['kind', 'leadId', 'userId', 'dispositionId', 'createdAt'],
  search: ['note'],
  columns: {
    kind: {
      values: [
        'created',
        'imported',
        'updated',
        'note',
        'call',
        'assigned',
        'moved',
        'converted',
        'deleted',
        'restored',
      ],
    },
    leadId: { of: 'leads' },
    userId: { of: 'users' },
    assigneeId: { of: 'users' },
    dispositionId: { of: 'dispositions' },
    stage: { kind: 'choice' },
    substage: { kind: 'choice' },
  },
  isHidden: true,
});
