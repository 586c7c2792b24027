import { z } from 'zod';
import { command } from '../core/command.js';
import { id, text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { Campaign } from './campaign.js';
import { ownerFor } from './owner-for.js';

export const campaignKeepers = roles('owner', 'admin', 'team_lead', 'buyer');

/** Names a campaign, one's own or that of somebody whose rows one sees. */
export const createCampaign = command({
  name: 'campaign.create',
  input: z.strictObject({ name: text(200), ownerId: id.optional() }),
  allow: campaignKeepers,

  async run({ input: { name, ownerId }, actor, tx }) {
    const owner = await ownerFor(actor, ownerId, tx);
    return Campaign.create({ programId: programOf(actor), ownerId: owner, name }, { transaction: tx });
  },
});
