import { Op } from 'sequelize';
import { z } from 'zod';
import { Invalid } from '../../core/errors.js';
import type { Work } from '../../core/work.js';
import { selectOne } from '../../db/select.js';
import { parsePlan } from '../../programs/plan-document.js';
import { Plan } from '../../programs/plan.js';

const anything = `
  SELECT EXISTS (SELECT FROM sales WHERE program_id = $1) OR EXISTS (SELECT FROM leg_units WHERE program_id = $1)
    OR EXISTS (SELECT FROM leg_balances WHERE program_id = $1) AS counted`;

/**
 * Legs go on from version to version, and hold volume or members, never some of both. A program chooses once: before
 * anything was counted, by a version that holds at once.
 */
export async function refuseOtherUnit(plan: Plan, { tx, now }: Work): Promise<void> {
  const { programId, effectiveFrom } = plan;
  const unit = parsePlan(plan.document).binary?.unit;
  const other = (await othersHolding(plan, tx)).find((one) => unit && one.unit && one.unit !== unit);
  if (!other) return;
  const found = await selectOne(anything, [programId], z.object({ counted: z.boolean() }), tx);
  const takesOver = other.effectiveFrom < effectiveFrom && effectiveFrom <= now;
  if (takesOver && found?.counted === false) return;
  const message = `is ${other.unit ?? ''} in version ${other.version}: legs that hold the one cannot make pairs of the other`;
  throw new Invalid([{ path: ['document', 'binary', 'unit'], code: 'refused', message }]);
}

/** The versions of other months, the latest month first; of several for one month the last one alone ever holds. */
async function othersHolding({ programId, effectiveFrom }: Plan, tx: Work['tx']) {
  const all = await Plan.findAll({
    where: { programId, status: { [Op.ne]: 'draft' }, effectiveFrom: { [Op.ne]: effectiveFrom } },
    order: [
      ['effectiveFrom', 'DESC'],
      ['version', 'DESC'],
    ],
    transaction: tx,
  });
  return all
    .filter((one, place) => one.effectiveFrom.getTime() !== all[place - 1]?.effectiveFrom.getTime())
    .map(({ version, effectiveFrom: from, document }) => ({
      version,
      effectiveFrom: from,
      unit: parsePlan(document).binary?.unit,
    }));
}
