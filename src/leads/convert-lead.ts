import { z } from 'zod';
import { command } from '../core/command.js';
import { id } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { convert, saleOfLead } from './convert.js';
import { lockOpenLead } from './find-lead.js';

/** The lead bought: the sale, and what it pays, come about in the same transaction. */
export const convertLead = command({
  name: 'lead.convert',
  input: z.strictObject({ leadId: id, ...saleOfLead }),
  allow: roles('owner', 'admin', 'team_lead', 'telemarketer', 'buyer', 'affiliate'),

  async run({ input: { leadId, ...sale }, ...work }) {
    const lead = await lockOpenLead(work, leadId, 'converted');
    return { lead, sale: await convert(work, lead, sale) };
  },
});
