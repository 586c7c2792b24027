import type { Transaction } from 'sequelize';
import { Tree } from '../../network/tree.js';
import { lintChange } from '../../programs/plan-change.js';
import { parsePlan } from '../../programs/plan-document.js';
import { lintPlan } from '../../programs/plan-lint.js';
import type { PlanWarning } from '../../programs/plan-warning.js';
import type { Plan } from '../../programs/plan.js';
import type { Program } from '../../programs/program.js';
import { takenOverFrom } from './taken-over.js';

/** What the owner of a version should know: of its document alone, and beside what it takes over from. */
export async function warningsOf(plan: Plan, { settings }: Program, tx?: Transaction): Promise<PlanWarning[]> {
  const document = parsePlan(plan.document);
  const earlier = await takenOverFrom(plan, tx);
  const tree = await Tree.findOne({ where: { programId: plan.programId, key: 'placement' }, transaction: tx ?? null });
  return [
    ...lintPlan(document, settings.high_payout_bp),
    ...lintChange(document, {
      before: earlier && parsePlan(earlier.document),
      tree: tree && { width: tree.width, strategy: tree.defaultPlacement },
    }),
  ];
}
