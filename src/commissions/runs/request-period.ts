import { z } from 'zod';
import { command } from '../../core/command.js';
import { Refusal, invalidField } from '../../core/errors.js';
import { businessMonth } from '../../core/period.js';
import { programOf, roles } from '../../core/policy.js';
import type { Work } from '../../core/work.js';
import { programById } from '../../programs/find-program.js';
import { ensurePeriods } from './ensure-periods.js';
import { frontierOf, holdFrontier } from './frontier.js';
import { Period } from './period.js';
import { queueRun, refuseOpen } from './request-run.js';

export const monthText = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'is not a month such as 2026-11');

/** Asks for the run that closes a month: what is left to match, ranks, and every event line once more. */
export const requestPeriodRun = command({
  name: 'run.request-period',
  input: z.strictObject({ month: monthText }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input: { month }, ...work }) {
    const program = await programById(programOf(work.actor), work.tx);
    await holdFrontier(program.id, work.tx);
    if (month >= businessMonth(work.now, program.timeZone)) throw invalidField('month', 'is not over yet');
    const period = await ensurePeriods(work, program, month);
    if (!period) throw invalidField('month', 'is before anything happened in this program');
    refuseClosed(period);
    await refuseOpen(program.id, work);
    await refuseSkipping(period, work);
    const frontier = await frontierOf(program.id, work.tx);
    const startsAt = frontier && frontier > period.startsAt ? frontier : period.startsAt;
    return queueRun(work, { kind: 'period', period, startsAt, endsAt: period.endsAt, name: `period/${month}` });
  },
});

function refuseClosed({ status, month, runId }: Period): void {
  if (status === 'open') return;
  throw new Refusal('conflict', `${month} is closed.`, { facts: { run_id: runId } });
}

/** Months close in order. */
async function refuseSkipping({ programId, month }: Period, { tx }: Work): Promise<void> {
  const earliest = await earliestOpen(programId, tx);
  if (!earliest || earliest.month === month) return;
  throw new Refusal('conflict', `${earliest.month} has to be closed first.`, { facts: { month: earliest.month } });
}

export const earliestOpen = (programId: number, tx: Work['tx']): Promise<Period | null> =>
  Period.findOne({ where: { programId, status: 'open' }, order: [['startsAt', 'ASC']], transaction: tx });
