import { z } from 'zod';
import { formatAmount, portion } from '../../../core/money.js';
import { big } from '../../../db/row-schema.js';
import { selectOne } from '../../../db/select.js';
import { planById } from '../../../programs/active-plan.js';
import type { ActivePlan } from '../../../programs/active-plan.js';
import { paysForPeople } from '../../../programs/plan-lint.js';
import type { CommissionRun, PlanUsed } from '../commission-run.js';
import { minorOf, payByKind } from '../pay-by-kind.js';
import type { RunTotals } from '../totals.js';

/** What a run paid for people rather than for sales of goods; `ofPayBp` is null where it paid nothing. */
export interface PeoplePay {
  plans: (PlanUsed & { paysForPeople: boolean })[];
  /** Null where no version that the run used pays for people, or it has computed nothing yet. */
  recruited: { amount: string; ofPayBp: number | null } | null;
}

/** The versions that a run used, marked where they pay for people, and what that came to. */
export async function peoplePay(row: CommissionRun): Promise<PeoplePay> {
  const read = await Promise.all(row.plans.map(({ id }) => planById(id)));
  const marked = row.plans.map((used, place) => ({ ...used, paysForPeople: isMarked(read[place]) }));
  const isPaid = row.totals !== null && marked.some((plan) => plan.paysForPeople);
  return { plans: marked, recruited: isPaid && row.totals ? await recruitedIn(row, row.totals, read) : null };
}

const isMarked = (plan: ActivePlan | undefined): boolean => plan !== undefined && paysForPeople(plan.document);

async function recruitedIn(row: CommissionRun, totals: RunTotals, plans: readonly ActivePlan[]) {
  const pay = payByKind(totals);
  const pairs = plans[0]?.document.binary?.unit === 'members' ? (pay['pair'] ?? 0n) : 0n;
  const amount = (pay['referral'] ?? 0n) + pairs + (await paidForJoins(row, totals, plans));
  const all = Object.values(pay).reduce((sum, one) => sum + one, 0n);
  return { amount: formatAmount(amount), ofPayBp: all > 0n ? Number(portion(amount, 10_000n, all)) : null };
}

const joins = `
  SELECT coalesce(sum(amount), 0) AS amount FROM run_lines
  WHERE part = $1 AND run_id = $2 AND fence = $3 AND kind IN ('level', 'binary_match') AND sale_id IS NULL`;

/** Levels of joins have no sale. Every line is looked at only for runs that did not sum them yet. */
async function paidForJoins(
  { part, runId, fence }: CommissionRun,
  totals: RunTotals,
  plans: readonly ActivePlan[],
): Promise<bigint> {
  if (totals.joins !== undefined) return minorOf(totals.joins);
  if (!plans.some(({ document: { levels } }) => levels?.on.includes('referral'))) return 0n;
  const row = await selectOne(joins, [part, runId, fence], z.object({ amount: big }));
  return row?.amount ?? 0n;
}
