import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { campaignKeepers } from './create-campaign.js';
import { Campaign } from './campaign.js';
import { ownedRowsSeenBy } from './scope.js';

export const updateCampaign = command({
  name: 'campaign.update',
  input: z.strictObject({ campaignId: id, name: text(200) }),
  allow: campaignKeepers,

  async run({ input: { campaignId, name }, actor, tx }) {
    const campaign = await lockOrRefuse(Campaign, campaignId, tx, await ownedRowsSeenBy(actor));
    return campaign.set({ name }).save({ transaction: tx });
  },
});
