import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { Campaign } from './campaign.js';
import { campaignKeepers } from './create-campaign.js';
import { ownedRowsSeenBy } from './scope.js';

/** Takes a campaign off the lists of what runs; its history stays. */
export const archiveCampaign = command({
  name: 'campaign.archive',
  input: z.strictObject({ campaignId: id }),
  allow: campaignKeepers,

  async run({ input, actor, now, tx }) {
    const campaign = await lockOrRefuse(Campaign, input.campaignId, tx, await ownedRowsSeenBy(actor));
    return campaign.archive(now).save({ transaction: tx });
  },
});
