import type { Transaction } from 'sequelize';
import { activePlan, planById } from '../../programs/active-plan.js';
import { programById } from '../../programs/find-program.js';
import { taxRules } from '../tax-at-credit.js';
import { CommissionRun } from './commission-run.js';
import { Period } from './period.js';
import type { RunScope } from './run-scope.js';

/**
 * What a run is to compute, from its row. A plan changes only with a month, so one version holds in all of it: the one
 * it was computed by, once it was.
 */
export async function scopeOfRun(runId: number, tx?: Transaction): Promise<{ row: CommissionRun; scope: RunScope }> {
  const row = await CommissionRun.findByPk(runId, { transaction: tx ?? null, rejectOnEmpty: true });
  const { programId, kind, startsAt: from, endsAt: until, memberId, lastMemberId } = row;
  const program = await programById(programId, tx);
  const period = await Period.findByPk(row.periodId, { transaction: tx ?? null, rejectOnEmpty: true });
  const [used] = row.plans;
  const startsAt = period.startsAt > from ? period.startsAt : from;
  const plan = used ? await planById(used.id, tx) : await activePlan(programId, startsAt, tx);
  const scope = {
    runId,
    earlierThan: runId,
    programId,
    programKey: program.key,
    currency: program.currency,
    kind,
    memberId,
    circle: null,
    from,
    until,
    eventsFrom: kind === 'period' ? period.startsAt : null,
    lastMemberId,
    plan,
    taxRules: await taxRules(plan.document.withholding, tx),
  };
  return { row, scope };
}
