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
  const { binary } = parsePlan(plan.document);
  const earlier = await Plan.findAll({
    where: { programId: plan.programId, status: { [Op.ne]: 'draft' }, effectiveFrom: { [Op.lt]: plan.effectiveFrom } },
    order: ['version'],
    transaction: tx,
  });
  const read = earlier.map(({ version, document }) => ({ version, unit: parsePlan(document).binary?.unit }));
  const other = read.find(({ unit }) => binary && unit && unit !== binary.unit);
  if (!other) return;
  const found = await selectOne(anything, [plan.programId], z.object({ counted: z.boolean() }), tx);
  if (plan.effectiveFrom <= now && found?.counted === false) return;
  const message = `was ${other.unit ?? ''} in version ${other.version}: legs that hold the one cannot make pairs of the other`;
  throw new Invalid([{ path: ['document', 'binary', 'unit'], code: 'refused', message }]);
}
