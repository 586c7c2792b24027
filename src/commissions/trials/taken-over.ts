import { Op } from 'sequelize';
import type { Transaction } from 'sequelize';
import { Plan } from '../../programs/plan.js';

/** The version that another takes over from; null for a program's first one. */
export const takenOverFrom = (
  { id: planId, programId, effectiveFrom, version, status }: Plan,
  tx?: Transaction,
): Promise<Plan | null> =>
  Plan.findOne({
    where: {
      programId,
      id: { [Op.ne]: planId },
      status: ['published', 'superseded'],
      effectiveFrom: { [Op.lte]: effectiveFrom },
      ...(status === 'draft' ? {} : { version: { [Op.lt]: version } }),
    },
    order: [
      ['effectiveFrom', 'DESC'],
      ['version', 'DESC'],
    ],
    transaction: tx ?? null,
  });
