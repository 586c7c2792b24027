import type { Client } from 'pg';
import { businessMonth, monthEnd, monthStart, nextMonth } from '../../core/period.js';
import type { BusinessMonth } from '../../core/period.js';
import { findActivePlan } from '../../programs/active-plan.js';
import type { ActivePlan } from '../../programs/active-plan.js';
import { parsePlan } from '../../programs/plan-document.js';
import type { Program } from '../../programs/program.js';
import { taxRules } from '../tax-at-credit.js';
import type { RunScope } from '../runs/run-scope.js';
import { runsSince } from './runs-since.js';

/** One month that is simulated, with the version that was in force in it. */
export interface TrialPeriod {
  month: BusinessMonth;
  from: Date;
  /** Left out: the month's end, or now for a month that is not over. */
  until: Date;
  isOver: boolean;
  isClosed: boolean;
  active: ActivePlan;
}

export interface TrialTime {
  program: Program;
  /** How many months at most. */
  periods: number;
  now: Date;
}

const facts = `
  SELECT coalesce(
    least((SELECT min(occurred_at) FROM sales WHERE program_id = $1 AND status IN ('confirmed', 'refunded')),
      (SELECT min(counted_at) FROM leg_units WHERE program_id = $1),
      (SELECT min(earned_at) FROM commissions WHERE program_id = $1)),
    (SELECT min(joined_at) FROM members WHERE program_id = $1)) AS first,
    ARRAY (SELECT month FROM periods WHERE program_id = $1 AND status = 'closed') AS closed`;

interface KnownFacts {
  first: Date | null;
  closed: BusinessMonth[];
}

/**
 * The last months that are over, from the first one in which anything happened; the month that is under way, up to
 * now, where none is over. None at all for a program in which nothing ever happened.
 */
export async function trialPeriods(client: Client, { program, periods, now }: TrialTime): Promise<TrialPeriod[]> {
  const { id, timeZone } = program;
  const [known] = (await client.query<KnownFacts>(facts, [id])).rows;
  if (!known?.first || known.first >= now) return [];
  const open = businessMonth(now, timeZone);
  const months = monthsBetween(businessMonth(known.first, timeZone), open).slice(-periods);
  const chosen = months.length > 0 ? months : [open];
  return Promise.all(
    chosen.map(async (month) => {
      const from = monthStart(month, timeZone);
      return {
        month,
        from,
        until: month < open ? monthEnd(month, timeZone) : now,
        isOver: month < open,
        isClosed: known.closed.includes(month),
        active: (await findActivePlan(id, from)) ?? paysNothing(program, from),
      };
    }),
  );
}

/** Where no plan was in force, nobody was paid anything. */
const paysNothing = ({ currency, timeZone }: Program, effectiveFrom: Date): ActivePlan => ({
  id: 0,
  version: 0,
  effectiveFrom,
  document: parsePlan({ name: '-', currency, time_zone: timeZone }),
});

function monthsBetween(first: BusinessMonth, until: BusinessMonth): BusinessMonth[] {
  const months: BusinessMonth[] = [];
  for (let month = first; month < until; month = nextMonth(month)) months.push(month);
  return months;
}

/** What facts are read for: a time, under a plan, as a run that closes it would read them. */
export async function trialScope(
  client: Client,
  { id, key, currency }: Program,
  { from, until }: { from: Date; until: Date },
  plan: ActivePlan,
): Promise<RunScope> {
  const [first] = await runsSince(client, { programId: id, from });
  return {
    runId: 0,
    earlierThan: first?.runId ?? Number.MAX_SAFE_INTEGER,
    programId: id,
    programKey: key,
    currency,
    kind: 'period',
    memberId: null,
    circle: null,
    from,
    until,
    eventsFrom: from,
    lastMemberId: Number.MAX_SAFE_INTEGER,
    plan,
    taxRules: await taxRules(plan.document.withholding),
  };
}
