import { z } from 'zod';
import { command } from '../../core/command.js';
import { Refusal, invalidField } from '../../core/errors.js';
import { businessDay, businessMonth, dayEnd, dayStart, nextDay } from '../../core/period.js';
import type { BusinessDay } from '../../core/period.js';
import { programOf, roles } from '../../core/policy.js';
import type { Work } from '../../core/work.js';
import { activePlan } from '../../programs/active-plan.js';
import { programById } from '../../programs/find-program.js';
import { CommissionRun } from './commission-run.js';
import { ensurePeriods } from './ensure-periods.js';
import { frontierOf, holdFrontier } from './frontier.js';
import type { Period } from './period.js';
import { queueRun, refuseOpen } from './request-run.js';
import { earliestOpen } from './request-period.js';

export const dayBefore = (day: BusinessDay): BusinessDay =>
  new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/**
 * Asks for the matching of all business days that were not matched yet, up to one that is over; yesterday unless told
 * otherwise. A month's last day is matched by the run that closes the month.
 */
export const requestMatching = command({
  name: 'run.request-matching',
  input: z.strictObject({ until: z.iso.date().optional() }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input, ...work }) {
    const program = await programById(programOf(work.actor), work.tx);
    await holdFrontier(program.id, work.tx);
    await refuseOpen(program.id, work);
    const today = businessDay(work.now, program.timeZone);
    const until = input.until ?? dayBefore(today);
    if (until >= today) throw invalidField('until', 'is not over yet');
    if (nextDay(until).endsWith('-01')) throw invalidField('until', 'is matched when its month is closed');
    await ensurePeriods(work, program, businessMonth(dayStart(until, program.timeZone), program.timeZone));
    const period = await openPeriodOf(until, program.id, work);
    const endsAt = dayEnd(until, program.timeZone);
    const startsAt = await firstUnmatched(period, endsAt, work);
    await refuseWithoutPairs(program.id, startsAt, work);
    return queueRun(work, { kind: 'matching', period, startsAt, endsAt, name: `matching/${until}` });
  },
});

async function openPeriodOf(day: BusinessDay, programId: number, work: Work): Promise<Period> {
  const period = await earliestOpen(programId, work.tx);
  if (period?.month === day.slice(0, 7)) return period;
  if (!period || period.month > day) throw new Refusal('conflict', `${day.slice(0, 7)} is closed.`);
  throw new Refusal('conflict', `${period.month} has to be closed first.`, { facts: { month: period.month } });
}

async function firstUnmatched({ programId, startsAt }: Period, endsAt: Date, { tx }: Work): Promise<Date> {
  const frontier = await frontierOf(programId, tx);
  if (frontier === null || frontier < endsAt) return frontier && frontier > startsAt ? frontier : startsAt;
  const last = await CommissionRun.findOne({
    where: { programId, kind: ['matching', 'period'] },
    order: [['endsAt', 'DESC']],
    transaction: tx,
  });
  throw new Refusal('conflict', 'This day is matched already.', { facts: { run_id: last?.runId ?? null } });
}

export async function refuseWithoutPairs(programId: number, at: Date, { tx }: Work): Promise<void> {
  const plan = await activePlan(programId, at, tx);
  if (!plan.document.binary) throw new Refusal('conflict', 'The plan of this program pays no pairs.');
}
