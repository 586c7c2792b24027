import { z } from 'zod';
import { rulesInForce } from '../../../compliance/withholding.js';
import { businessDay } from '../../../core/period.js';
import { int } from '../../../db/row-schema.js';
import { select } from '../../../db/select.js';
import { planById } from '../../../programs/active-plan.js';
import type { ActivePlan } from '../../../programs/active-plan.js';
import { programById } from '../../../programs/find-program.js';
import { holdDays } from '../../../programs/hold-days.js';
import type { ProgramSettings } from '../../../programs/program-settings.js';
import { memberOfApprover } from './approver.js';
import { creditBatch } from './credit-batch.js';
import { insertLines } from './line-sql.js';
import { lockSales } from './lock-sales.js';
import { placeOf } from './posting.js';
import type { Posted, Posting } from './posting.js';

const postedRow = z.object({ lines: int, credits: z.string().nullable() });

/** Posts one batch of lines; with approval, wallets are credited in the same transaction. */
export async function postLines(posting: Posting, batch: number): Promise<Posted> {
  const { row, work } = posting;
  const [first, last] = [row.batches[batch], row.batches[batch + 1]];
  if (first === undefined || last === undefined) return { next: null, done: 0 };
  const facts = JSON.stringify(await factsOf(posting));
  const others = JSON.stringify(await otherVersions(posting));
  await lockSales(posting, [first, last]);
  const binds = [...placeOf(posting), first, last, facts, others];
  const [posted] = await select(insertLines, binds, postedRow, work.tx);
  if (posted?.credits) await creditBatch(posting, posted.credits);
  return { next: batch + 2, done: posted?.lines ?? 0 };
}

/** Whether every line is credited by itself, because something may be taken off it. */
export function isPerLine({ scope, work }: Posting): boolean {
  const { withholding, binary, time_zone: zone } = scope.plan.document;
  const today = businessDay(work.now, zone);
  return rulesInForce(scope.taxRules, withholding, 'credit', today).length > 0 || binary?.instalment !== undefined;
}

async function factsOf(posting: Posting) {
  const { row, scope } = posting;
  const { document } = scope.plan;
  const { settings } = await programById(scope.programId, posting.work.tx);
  return {
    ...ruledBy(scope.plan, settings),
    program_id: scope.programId,
    currency: scope.currency,
    zone: document.time_zone,
    until: scope.until,
    events_from: scope.eventsFrom ?? scope.from,
    approves: row.approves,
    approved_by: row.approvedById,
    approvers_member: await memberOfApprover(posting),
    per_line: isPerLine(posting),
  };
}

/** Versions, besides the run's own, that lines of events were computed by. */
async function otherVersions({ row, scope, work }: Posting) {
  const { settings } = await programById(scope.programId, work.tx);
  const read = await Promise.all(row.plans.slice(1).map(({ id }) => planById(id, work.tx)));
  return read.map((plan) => ruledBy(plan, settings));
}

const ruledBy = ({ id, version, document }: ActivePlan, settings: ProgramSettings) => ({
  plan_id: id,
  plan: { name: document.name, version },
  levels_from: document.levels?.from ?? null,
  level_rates: document.levels?.rates_bp ?? null,
  seller_rate: document.seller?.rate_bp ?? null,
  hold_days: holdDays(document, settings),
});
