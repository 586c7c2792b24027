import { Op } from 'sequelize';
import type { Work } from '../core/work.js';
import { Plan } from './plan.js';

export interface Publication {
  /** What the plan would have paid over past periods, or why there was nothing to simulate over. */
  simulation: Record<string, unknown>;
  acknowledgement?: string | null;
}

/**
 * Makes a draft the program's word from its month on. Versions up to that month are superseded: they go on holding
 * for the time before it. Whether the draft may be published is for the caller to ask.
 */
export async function publishPlan({ tx, now, actor }: Work, plan: Plan, given: Publication): Promise<Plan> {
  plan.become('published').set({
    simulation: given.simulation,
    acknowledgement: given.acknowledgement ?? null,
    publishedById: actor.userId,
    publishedAt: now,
  });
  for (const earlier of await publishedUpTo(plan, tx)) {
    await earlier.become('superseded').set({ supersededAt: now }).save({ transaction: tx });
  }
  return plan.save({ transaction: tx });
}

const publishedUpTo = ({ programId, effectiveFrom }: Plan, tx: Work['tx']): Promise<Plan[]> =>
  Plan.findAll({
    where: { programId, status: 'published', effectiveFrom: { [Op.lte]: effectiveFrom } },
    transaction: tx,
  });
