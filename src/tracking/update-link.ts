import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { destination } from './destination.js';
import { findCampaign } from './find-campaign.js';
import { Link } from './link.js';
import { linkKeepers, ownedRowsSeenBy } from './scope.js';

/** Changes where a link leads, its name or its campaign; whom it credits and its code never change. */
export const updateLink = command({
  name: 'link.update',
  input: z.strictObject({
    linkId: id,
    destination: destination.optional(),
    name: text(200).nullish(),
    campaignId: id.nullish(),
  }),
  allow: linkKeepers,

  async run({ input: { linkId, ...changed }, actor, tx }) {
    const link = await lockOrRefuse(Link, linkId, tx, await ownedRowsSeenBy(actor));
    if (changed.campaignId) await findCampaign(changed.campaignId, actor, tx);
    const { destination: address = link.destination, name = link.name, campaignId = link.campaignId } = changed;
    return link.set({ destination: address, name, campaignId }).save({ transaction: tx });
  },
});
