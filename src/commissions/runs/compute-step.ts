import type { Transaction } from 'sequelize';
import { z } from 'zod';
import type { Step, StepResult } from '../../core/run-kind.js';
import { change, select } from '../../db/select.js';
import { planById } from '../../programs/active-plan.js';
import type { ActivePlan } from '../../programs/active-plan.js';
import { programById } from '../../programs/find-program.js';
import type { PlanUsed } from './commission-run.js';
import { compute } from './compute.js';
import type { Computed } from './compute.js';
import type { Facts } from './facts.js';
import { intoTables } from './outlet.js';
import { Progress } from './progress.js';
import { scopeOfRun } from './scope-of-run.js';
import { inSnapshot, momentOf } from './snapshot.js';

/** From so many rows on, lines get tables of their own. */
const many_rows = 50_000;

const opened = z.object({ isOpened: z.literal(true) }).nullable();

/**
 * Computes a run. The first step only lets it be seen as computing; the second one does it all, in one transaction
 * that holds lines, members, totals and the step itself, so that a crash leaves nothing behind.
 */
export async function computeStep(step: Step): Promise<StepResult> {
  if (opened.parse(step.cursor) === null) return { cursor: { isOpened: true }, done: 0, isLast: false };
  const { runId, fence, work } = step;
  const { tx } = work;
  await select(`SELECT set_config('statement_timeout', '0', true)`, [], z.unknown(), tx);
  const { row, scope } = await scopeOfRun(runId, tx);
  const partOf = ({ network, sales }: Facts): number => {
    const rows = scope.memberId === null ? network.ids.length + sales.ids.length : 0;
    return rows > many_rows ? runId : 0;
  };
  const { computed, at } = await inSnapshot(async (client) => ({
    at: await momentOf(client),
    computed: await compute({
      scope,
      client,
      tx,
      progress: new Progress(runId, fence),
      outlet: (facts) => intoTables({ runId, fence, part: (row.part = partOf(facts)) }, tx),
    }),
  }));
  const { seconds, otherPlans, ...found } = computed;
  row.set({ fence, plans: await plansUsed(scope.plan, otherPlans, tx), ...found });
  await row.save({ transaction: tx });
  await change('UPDATE commission_runs SET computed_at = $2::timestamptz WHERE run_id = $1', [runId, at], tx);
  const { settings } = await programById(scope.programId, tx);
  const autoPost = scope.kind === 'member' || (settings.auto_post && blockedBy(computed) === null);
  return { cursor: null, done: 0, isLast: true, autoPost, result: { blocked: blockedBy(computed), seconds } };
}

/** The run's own version first, then those that events of other moments were computed by. */
async function plansUsed(own: ActivePlan, others: readonly number[], tx: Transaction): Promise<PlanUsed[]> {
  const read = await Promise.all([...others].sort((a, b) => a - b).map((planId) => planById(planId, tx)));
  return [own, ...read].map(({ id, version, document }) => ({ id, version, name: document.name }));
}

/** Why nothing may be posted until somebody has looked at it, or null. */
const blockedBy = ({ totals: { differing } }: Computed): string | null =>
  differing > 0 ? `${String(differing)} accrued lines differ from what was computed.` : null;
