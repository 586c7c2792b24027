import type { Transaction } from 'sequelize';
import type { Actor } from '../core/actor.js';
import { WrongState } from '../core/errors.js';
import { findOrRefuse } from '../core/lock.js';
import { Campaign } from './campaign.js';
import { ownedRowsSeenBy } from './scope.js';

/** A running campaign that the actor sees, to put something into. */
export async function findCampaign(campaignId: number, actor: Actor, tx: Transaction): Promise<Campaign> {
  const campaign = await findOrRefuse(Campaign, campaignId, await ownedRowsSeenBy(actor), tx);
  if (campaign.status === 'archived') throw new WrongState('campaign', 'archived', 'active');
  return campaign;
}
