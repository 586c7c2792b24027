import { z } from 'zod';
import { command } from '../../core/command.js';
import { businessDay, businessMonth, dayStart } from '../../core/period.js';
import { programOf, systemOnly } from '../../core/policy.js';
import { Run, beginPosting } from '../../core/run.js';
import type { Work } from '../../core/work.js';
import { selectOne } from '../../db/select.js';
import { findActivePlan } from '../../programs/active-plan.js';
import { programById } from '../../programs/find-program.js';
import type { Program } from '../../programs/program.js';
import { CommissionRun } from './commission-run.js';
import type { CommissionRunKind } from './commission-run.js';
import { ensurePeriods } from './ensure-periods.js';
import { frontierOf, holdFrontier } from './frontier.js';
import { Period } from './period.js';
import { queueMatching } from './queue-matching.js';
import { earliestOpen, queuePeriod } from './queue-period.js';

/**
 * Queues what is due in a program by its own tables: a month that is over is closed, the earliest first; else days that
 * are over are matched. One run at a time, each beginning with what the one before left; so after a standstill
 * everything is caught up in order. What a person cancelled waits until a person asks for it.
 */
export const requestDueRuns = command({
  name: 'run.request-due',
  input: z.strictObject({}),
  allow: systemOnly,

  async run(work) {
    const program = await programById(programOf(work.actor), work.tx);
    const open = await CommissionRun.findOne({ where: { programId: program.id, isOpen: true }, transaction: work.tx });
    if (open) return postIfAllowed(work, program, open);
    const earliest = await earliestMonth(work, program);
    if (!earliest) return null;
    return earliest.endsAt <= work.now ? closeIfWanted(work, program, earliest) : matchIfDue(work, program);
  },
});

/** The earliest month that is not closed; months are made as they begin, none before anything happened. */
async function earliestMonth(work: Work, program: Program): Promise<Period | null> {
  const month = businessMonth(work.now, program.timeZone);
  const current = await Period.findOne({ where: { programId: program.id, month }, transaction: work.tx });
  if (!current) {
    if (!(await hasFacts(program, work))) return null;
    await holdFrontier(program.id, work.tx);
    await ensurePeriods(work, program, month);
  }
  return earliestOpen(program.id, work.tx);
}

async function closeIfWanted(work: Work, program: Program, { month }: Period): Promise<CommissionRun | null> {
  return (await wasCancelled('period', program, work)) ? null : queuePeriod(work, program, month);
}

/** The setting may have been switched on while a run waited. */
async function postIfAllowed(work: Work, { settings }: Program, { runId }: CommissionRun): Promise<null> {
  if (!settings.auto_post) return null;
  const run = await Run.findByPk(runId, { transaction: work.tx, rejectOnEmpty: true });
  const isWaiting = run.status === 'review' && typeof run.result?.['blocked'] !== 'string';
  if (isWaiting) await beginPosting(work, runId);
  return null;
}

async function matchIfDue(work: Work, program: Program): Promise<CommissionRun | null> {
  const { id: programId, timeZone } = program;
  const today = businessDay(work.now, timeZone);
  const startsAt = dayStart(today, timeZone);
  const plan = await findActivePlan(programId, startsAt, work.tx);
  const frontier = await frontierOf(programId, work.tx);
  if (!plan?.document.binary || frontier === null || frontier >= startsAt || today.endsWith('-01')) return null;
  return (await wasCancelled('matching', program, work)) ? null : queueMatching(work, program);
}

const cancelled = `
  SELECT FROM commission_runs JOIN runs ON runs.id = run_id
  WHERE commission_runs.program_id = $1 AND commission_runs.kind = $2 AND status = 'cancelled' AND ends_at > $3 LIMIT 1`;

/** Whether somebody cancelled such a run, and nobody has had its days counted since. */
async function wasCancelled(kind: CommissionRunKind, { id }: Program, { tx }: Work): Promise<boolean> {
  const frontier = await frontierOf(id, tx);
  return (await selectOne(cancelled, [id, kind, frontier ?? new Date(0)], z.unknown(), tx)) !== undefined;
}

const facts = `
  SELECT FROM programs WHERE id = $1 AND (
    EXISTS (SELECT FROM sales WHERE program_id = $1 AND status IN ('confirmed', 'refunded'))
    OR EXISTS (SELECT FROM leg_units WHERE program_id = $1)
    OR EXISTS (SELECT FROM commissions WHERE program_id = $1))`;

const hasFacts = async ({ id }: Program, { tx }: Work): Promise<boolean> =>
  (await selectOne(facts, [id], z.unknown(), tx)) !== undefined;
