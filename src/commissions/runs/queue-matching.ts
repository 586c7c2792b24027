import { z } from 'zod';
import { Refusal, invalidField } from '../../core/errors.js';
import { businessDay, businessMonth, dayEnd, dayStart, monthOf, nextDay } from '../../core/period.js';
import type { BusinessDay } from '../../core/period.js';
import type { Work } from '../../core/work.js';
import { int } from '../../db/row-schema.js';
import { select } from '../../db/select.js';
import { activePlan } from '../../programs/active-plan.js';
import type { Program } from '../../programs/program.js';
import type { CommissionRun } from './commission-run.js';
import { ensurePeriods } from './ensure-periods.js';
import { frontierOf, holdFrontier } from './frontier.js';
import { Period } from './period.js';
import { refuseClosed, refuseSkipping } from './queue-period.js';
import { queueRun } from './request-run.js';
import { refuseOpen } from './run-under-way.js';

const dayBefore = (day: BusinessDay): BusinessDay => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/**
 * Queues the matching of all business days that were not matched yet, up to one that is over; yesterday unless told
 * otherwise. A month's last day is matched by the run that closes the month.
 */
export async function queueMatching(work: Work, program: Program, asked?: BusinessDay): Promise<CommissionRun> {
  await holdFrontier(program.id, work.tx);
  await refuseOpen(program.id, work);
  const today = businessDay(work.now, program.timeZone);
  const until = asked ?? dayBefore(today);
  if (until >= today) throw invalidField('until', 'is not over yet', 'not_over_yet');
  if (nextDay(until).endsWith('-01'))
    throw invalidField('until', 'is matched when its month is closed', 'counted_with_month');
  await ensurePeriods(work, program, businessMonth(dayStart(until, program.timeZone), program.timeZone));
  const period = await openPeriodOf(until, program.id, work);
  const endsAt = dayEnd(until, program.timeZone);
  const startsAt = await firstUnmatched(period, endsAt, work);
  await refuseWithoutPairs(program.id, startsAt, work);
  return queueRun(work, { kind: 'matching', period, startsAt, endsAt, name: `matching/${until}` });
}

async function openPeriodOf(day: BusinessDay, programId: number, { tx }: Work): Promise<Period> {
  const period = await Period.findOne({ where: { programId, month: monthOf(day) }, transaction: tx });
  if (!period) throw invalidField('until', 'is before anything happened in this program', 'before_anything');
  refuseClosed(period);
  await refuseSkipping(period, tx);
  return period;
}

async function firstUnmatched({ programId, startsAt }: Period, endsAt: Date, { tx }: Work): Promise<Date> {
  const frontier = await frontierOf(programId, tx);
  if (frontier === null || frontier < endsAt) return frontier && frontier > startsAt ? frontier : startsAt;
  const [first] = await select(matchedBy, [programId, endsAt], z.object({ run_id: int }), tx);
  throw new Refusal('conflict', 'This day is matched already.', {
    facts: { reason: 'day_matched', run_id: first?.run_id ?? null },
  });
}

const matchedBy = `
  SELECT run_id FROM commission_runs JOIN runs ON runs.id = run_id
  WHERE commission_runs.program_id = $1 AND commission_runs.kind <> 'member' AND ends_at >= $2 AND status <> 'cancelled'
  ORDER BY ends_at LIMIT 1`;

export async function refuseWithoutPairs(programId: number, at: Date, { tx }: Work): Promise<void> {
  const plan = await activePlan(programId, at, tx);
  if (plan.document.binary) return;
  throw new Refusal('conflict', 'The plan of this program pays no pairs.', { facts: { reason: 'no_pairs' } });
}
