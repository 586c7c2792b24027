import type { Transaction } from 'sequelize';
import { Op } from 'sequelize';
import { Refusal } from '../core/errors.js';
import { parsePlan } from './plan-document.js';
import type { Plan as PlanRules } from './plan-document.js';
import { Plan } from './plan.js';

/** The version of a plan that holds at a moment, with its document read. */
export interface ActivePlan {
  id: number;
  version: number;
  effectiveFrom: Date;
  document: PlanRules;
}

/** The plan under which an event of that moment is computed: a later month's version does not reach back. */
export async function activePlan(programId: number, at: Date, tx?: Transaction): Promise<ActivePlan> {
  const plan = await findActivePlan(programId, at, tx);
  if (!plan)
    throw new Refusal('conflict', 'This program has no plan for that moment.', { facts: { reason: 'no_plan' } });
  return plan;
}

/** The same for callers who can do without. */
export async function findActivePlan(programId: number, at: Date, tx?: Transaction): Promise<ActivePlan | undefined> {
  const row = await Plan.findOne({
    where: { programId, status: { [Op.ne]: 'draft' }, effectiveFrom: { [Op.lte]: at } },
    order: [
      ['effectiveFrom', 'DESC'],
      ['version', 'DESC'],
    ],
    transaction: tx ?? null,
  });
  if (!row) return undefined;
  const { id, version, effectiveFrom, document } = row;
  return { id, version, effectiveFrom, document: parsePlan(document) };
}

/** A version by itself, for what was computed under it. */
export async function planById(planId: number, tx?: Transaction): Promise<ActivePlan> {
  const row = await Plan.findByPk(planId, { transaction: tx ?? null, rejectOnEmpty: true });
  const { id, version, effectiveFrom, document } = row;
  return { id, version, effectiveFrom, document: parsePlan(document) };
}

/** Every version that holds somewhere in from <= moment < until, in order of effect; what a run lists. */
export async function plansBetween(programId: number, from: Date, until: Date, tx?: Transaction) {
  const first = await findActivePlan(programId, from, tx);
  const rows = await Plan.findAll({
    where: { programId, status: { [Op.ne]: 'draft' }, effectiveFrom: { [Op.gt]: from, [Op.lt]: until } },
    order: ['effectiveFrom', 'version'],
    transaction: tx ?? null,
  });
  const later = rows.filter((row, index) => rows[index + 1]?.effectiveFrom.getTime() !== row.effectiveFrom.getTime());
  const read = later.map(({ id, version, effectiveFrom, document }) => ({
    id,
    version,
    effectiveFrom,
    document: parsePlan(document),
  }));
  return first ? [first, ...read] : read;
}
