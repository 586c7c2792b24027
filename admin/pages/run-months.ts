import { Op } from 'sequelize';
import type { Actor } from '../../src/core/actor.js';
import { businessDay, dayStart, nextDay } from '../../src/core/period.js';
import { programOf } from '../../src/core/policy.js';
import { CommissionRun } from '../../src/commissions/runs/commission-run.js';
import { frontierOf } from '../../src/commissions/runs/frontier.js';
import { Period } from '../../src/commissions/runs/period.js';
import { Run } from '../../src/core/run.js';
import { findActivePlan } from '../../src/programs/active-plan.js';
import { payOfMonth } from './run-figures.js';
import type { Pay } from './run-figures.js';

/** A month of the program: open while it lasts, due when it is over, closing while a run works on it. */
export interface Month {
  month: string;
  state: 'closed' | 'closing' | 'due' | 'open';
  runId: number | null;
  closedAt: Date | null;
  pay: Pay | null;
}

const shown = 12;

/** The latest months, in order of time. */
export async function monthsOf(actor: Actor, now: Date): Promise<Month[]> {
  const where = { programId: programOf(actor) };
  const periods = await Period.findAll({ where, order: [['startsAt', 'DESC']], limit: shown });
  const rows = await CommissionRun.findAll({
    where: { ...where, periodId: periods.map(({ id }) => id) },
    include: [{ model: Run, as: 'run', where: { status: { [Op.ne]: 'cancelled' } } }],
  });
  return periods.reverse().map((period) => monthOf(period, rows, now));
}

function monthOf(period: Period, rows: readonly CommissionRun[], now: Date): Month {
  const { id, month, closedAt, runId } = period;
  const mine = rows.filter(({ periodId }) => periodId === id);
  const closing = mine.find(({ kind, isOpen }) => kind === 'period' && isOpen);
  return {
    month,
    state: closing ? 'closing' : stateOf(period, now),
    runId: runId ?? closing?.runId ?? null,
    closedAt,
    pay: payIn(mine, runId),
  };
}

function stateOf({ status, endsAt }: Period, now: Date): Month['state'] {
  if (status === 'closed') return 'closed';
  return endsAt <= now ? 'due' : 'open';
}

/** What a closed month paid, from the totals of its runs. */
function payIn(rows: readonly CommissionRun[], closedBy: number | null): Pay | null {
  const posted = rows.filter(({ run }) => run?.status === 'posted');
  const close = posted.find(({ runId }) => runId === closedBy)?.totals;
  const others = posted.filter(({ runId }) => runId !== closedBy).flatMap(({ totals }) => totals ?? []);
  return close ? payOfMonth(close, others) : null;
}

/** Up to which day pairs could be matched now; null where there is nothing to match, or a close does it. */
export async function daysToMatch(actor: Actor, { timeZone }: { timeZone: string }, now: Date) {
  const programId = programOf(actor);
  const today = businessDay(now, timeZone);
  const start = dayStart(today, timeZone);
  const plan = await findActivePlan(programId, start);
  if (!plan?.document.binary) return { paysPairs: false, until: null };
  const yesterday = businessDay(new Date(start.getTime() - 1), timeZone);
  const frontier = await frontierOf(programId);
  const isMatched = frontier !== null && frontier >= start;
  const isDue = !isMatched && !nextDay(yesterday).endsWith('-01');
  return { paysPairs: true, until: isDue ? yesterday : null };
}
