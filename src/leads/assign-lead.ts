import { z } from 'zod';
import { command } from '../core/command.js';
import { NotFound } from '../core/errors.js';
import { id, optionalText } from '../core/parse.js';
import { roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { programById } from '../programs/find-program.js';
import { userIdsSeenBy } from '../users/team-scope.js';
import { assign } from './assign.js';
import { refuseForbidden, refuseOutsideHours } from './calls.js';
import { lockOpenLead } from './find-lead.js';
import type { Lead } from './lead.js';

const whoAndWhy = {
  /** A person of the actor's own team; of any team for owners and admins. */
  assigneeId: id,
  /** Needed outside calling hours. */
  reason: optionalText(500),
};

/** Gives a lead to the person who shall work on it. */
export const assignLead = command({
  name: 'lead.assign',
  input: z.strictObject({ leadId: id, ...whoAndWhy }),
  allow: roles('owner', 'admin', 'team_lead'),

  async run({ input, ...work }) {
    await refuseStranger(work, input.assigneeId);
    return hand(work, input);
  },
});

/** The same for many leads: all or none. */
export const assignLeads = command({
  name: 'lead.assign_many',
  input: z.strictObject({ leadIds: z.array(id).min(1).max(1000), ...whoAndWhy }),
  allow: roles('owner', 'admin', 'team_lead'),

  async run({ input: { leadIds, ...rest }, ...work }) {
    await refuseStranger(work, rest.assigneeId);
    const leads: Lead[] = [];
    // In the order of ids, so that two who assign the same leads wait for each other instead of crossing.
    for (const leadId of [...new Set(leadIds)].sort((a, b) => a - b)) leads.push(await hand(work, { leadId, ...rest }));
    return leads;
  },
});

interface Handing {
  leadId: number;
  assigneeId: number;
  reason: string | null;
}

async function hand(work: Work, { leadId, assigneeId, reason }: Handing): Promise<Lead> {
  const { actor, now, tx } = work;
  const lead = await lockOpenLead(work, leadId, 'assigned');
  const program = await programById(lead.programId, tx);
  await refuseForbidden(lead, tx);
  refuseOutsideHours(lead, { program, now }, { reason, actor });
  return assign(work, lead, { userId: assigneeId, reason });
}

/** A team lead assigns within today's team; people of others are not found. */
async function refuseStranger({ actor, tx }: Work, assigneeId: number): Promise<void> {
  const seen = await userIdsSeenBy(actor, tx);
  if (seen !== null && !seen.includes(assigneeId)) throw new NotFound('user');
}
