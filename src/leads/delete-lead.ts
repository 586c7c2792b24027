import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { anyOf, roles, scope } from '../core/policy.js';
import { lockLead } from './find-lead.js';
import { Lead } from './lead.js';
import { tell } from './lead-event.js';
import { leadsSeenBy } from './scope.js';
import { duplicate, twinOf } from './twin.js';

/** Takes a lead out of every list and desk; nothing of it is lost. */
export const deleteLead = command({
  name: 'lead.delete',
  input: z.strictObject({ leadId: id }),
  allow: anyOf(roles('owner', 'admin', 'team_lead', 'telemarketer', 'buyer', 'affiliate'), scope('leads:write')),

  async run({ input, ...work }) {
    const lead = await lockLead(work, input.leadId);
    await lead.set({ deletedAt: work.now }).save({ transaction: work.tx });
    await tell(work, lead, 'deleted');
  },
});

/** Brings a deleted lead back as it was, unless its phone or e-mail is another lead's by now. */
export const restoreLead = command({
  name: 'lead.restore',
  input: z.strictObject({ leadId: id }),
  allow: roles('owner', 'admin', 'team_lead'),

  async run({ input, ...work }) {
    const { actor, tx } = work;
    const lead = await lockOrRefuse(Lead, input.leadId, tx, await leadsSeenBy(actor, { tx, deleted: true }));
    const twin = lead.duplicateOf === null ? await twinOf(lead, tx) : null;
    if (twin) throw duplicate(twin, lead);
    await lead.set({ deletedAt: null }).save({ transaction: tx });
    await tell(work, lead, 'restored');
    return lead;
  },
});
