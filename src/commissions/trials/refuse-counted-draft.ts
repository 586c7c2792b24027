import type { Listener } from '../../core/work.js';
import { programById } from '../../programs/find-program.js';
import { Plan } from '../../programs/plan.js';
import { refuseCountedMonth } from './possible-months.js';

/** A draft for a closed month could never be published, so nobody should lose time over it. */
export const refuseCountedDraft: Listener<'plan.drafted'> = async ({ tx }, { planId }) => {
  const { programId, effectiveFrom } = await Plan.findByPk(planId, { transaction: tx, rejectOnEmpty: true });
  await refuseCountedMonth(await programById(programId, tx), effectiveFrom, tx);
};
