import { Refusal, invalidField } from '../../core/errors.js';
import { businessMonth } from '../../core/period.js';
import type { BusinessMonth } from '../../core/period.js';
import type { Work } from '../../core/work.js';
import type { Program } from '../../programs/program.js';
import type { CommissionRun } from './commission-run.js';
import { ensurePeriods } from './ensure-periods.js';
import { frontierOf, holdFrontier } from './frontier.js';
import { Period } from './period.js';
import { queueRun } from './request-run.js';
import { refuseOpen } from './run-under-way.js';

/** Queues the run that closes a month: what is left to match, ranks, and every event line once more. */
export async function queuePeriod(work: Work, program: Program, month: BusinessMonth): Promise<CommissionRun> {
  await holdFrontier(program.id, work.tx);
  if (month >= businessMonth(work.now, program.timeZone))
    throw invalidField('month', 'is not over yet', 'not_over_yet');
  const period = await ensurePeriods(work, program, month);
  if (!period) throw invalidField('month', 'is before anything happened in this program', 'before_anything');
  refuseClosed(period);
  await refuseOpen(program.id, work);
  await refuseSkipping(period, work.tx);
  const frontier = await frontierOf(program.id, work.tx);
  const startsAt = frontier && frontier > period.startsAt ? frontier : period.startsAt;
  return queueRun(work, { kind: 'period', period, startsAt, endsAt: period.endsAt, name: `period/${month}` });
}

export function refuseClosed({ status, month, runId }: Period): void {
  if (status === 'open') return;
  throw new Refusal('conflict', `${month} is closed.`, { facts: { reason: 'month_closed', month, run_id: runId } });
}

/** Months close in order. */
export async function refuseSkipping({ programId, month }: Period, tx: Work['tx']): Promise<void> {
  const earliest = await earliestOpen(programId, tx);
  if (!earliest || earliest.month === month) return;
  throw new Refusal('conflict', `${earliest.month} has to be closed first.`, {
    facts: { reason: 'month_first', month: earliest.month },
  });
}

export const earliestOpen = (programId: number, tx: Work['tx']): Promise<Period | null> =>
  Period.findOne({ where: { programId, status: 'open' }, order: [['startsAt', 'ASC']], transaction: tx });
