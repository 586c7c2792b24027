import { businessDay } from '../../../core/period.js';
import { firstMoment } from '../run-scope.js';
import type { RunScope } from '../run-scope.js';

/** A moment as SQL text; COPY takes no binds, and nothing in these texts comes from outside. */
export const sqlMoment = (at: Date): string => `'${at.toISOString()}'::timestamptz`;

/** Narrows a SELECT to the members whose facts the run reads. */
export const within = ({ circle }: RunScope, member: string): string =>
  circle === null ? '' : `AND ${member} = ANY ('{${circle.join(',')}}'::bigint[])`;

/** The same for sales, each at the member where its volume stands. */
const soldWithin = (scope: RunScope): string =>
  scope.circle === null
    ? ''
    : `AND ((true ${within(scope, 'buyer_member_id')}) OR (buyer_member_id IS NULL ${within(scope, 'seller_member_id')}))`;

/** When the run read what it computed from; until it has, everything is known. */
export const knownUntil = ({ runId }: RunScope): string => computedAt(runId);

/** When what had been credited before was read: then, or as the first run of a simulated time read it. */
export const openedAt = ({ earlierThan }: RunScope): string => computedAt(earlierThan);

/** The run that wrote a commission, as a pair or as undone ones; null where it was no run. */
export const madeBy = (line: string): string => `coalesce(${line}.run_id,
  CASE WHEN ${line}.accrual_key LIKE 'run/%/undo/%' THEN split_part(${line}.accrual_key, '/', 2)::bigint END)`;

const computedAt = (runId: number): string =>
  `coalesce((SELECT computed_at FROM commission_runs WHERE run_id = ${runId}), 'infinity')`;

/**
 * Facts of a matched day that come later count another day, but those of a day that was matched for one member only
 * still belong to it: when his run is computed again, they were not known.
 */
export const isKnown = (scope: RunScope, writtenAt: string): string =>
  scope.memberId === null ? 'true' : `${writtenAt} <= ${knownUntil(scope)}`;

/** Members that had joined by the end, whoever they are. */
export const membersSql = (scope: RunScope): string =>
  `SELECT id, sponsor_id, joined_at, activated_at, is_distributor FROM members
   WHERE program_id = ${scope.programId} AND id <= ${scope.lastMemberId} AND joined_at < ${sqlMoment(scope.until)}
   ${within(scope, 'id')}`;

/** Whoever was placed after a run had been computed does not stand anywhere when it is computed again. */
export const positionsSql = (scope: RunScope): string =>
  `SELECT member_id, parent_id, slot FROM positions
   WHERE tree_id = (SELECT id FROM trees WHERE program_id = ${scope.programId} AND key = 'placement')
   AND placed_at <= ${knownUntil(scope)}
   ${within(scope, 'member_id')}`;

const saleColumns = 'sales.id, buyer_member_id, seller_member_id, amount, volume';
const counts = `status IN ('confirmed', 'refunded')`;

/** Sales by their own moment, late ones included. */
export const salesSql = (scope: RunScope): string =>
  `SELECT ${saleColumns}, occurred_at FROM sales WHERE program_id = ${scope.programId} AND ${counts}
   AND occurred_at >= ${sqlMoment(firstMoment(scope))} AND occurred_at < ${sqlMoment(scope.until)} ${soldWithin(scope)}
   AND ${isKnown(scope, 'coalesce(confirmed_at, created_at)')}`;

/** Sales that belonged to an earlier time and count in this one. */
export const lateSalesSql = (scope: RunScope): string =>
  `SELECT ${saleColumns}, counted_at FROM late_facts JOIN sales ON sales.id = fact_id
   WHERE late_facts.program_id = ${scope.programId} AND fact = 'sale' AND ${counts}
   AND counted_at >= ${sqlMoment(firstMoment(scope))} AND counted_at < ${sqlMoment(scope.until)} ${soldWithin(scope)}
   AND ${isKnown(scope, 'late_facts.created_at')}`;

/** Every late sale that its own moment would put into this time: it counts at another one. */
export const countedElsewhereSql = (scope: RunScope): string =>
  `SELECT fact_id FROM late_facts WHERE program_id = ${scope.programId} AND fact = 'sale'
   AND happened_at >= ${sqlMoment(firstMoment(scope))} AND happened_at < ${sqlMoment(scope.until)}`;

/** Refunds with their sales, and what says when each of them counts. */
export const refundsOfSales = `refunds JOIN sales ON sales.id = refunds.sale_id
    LEFT JOIN late_facts AS late_refunds ON late_refunds.program_id = refunds.program_id
      AND late_refunds.fact = 'refund' AND late_refunds.fact_id = refunds.id
    LEFT JOIN late_facts AS late_sales ON late_sales.program_id = refunds.program_id
      AND late_sales.fact = 'sale' AND late_sales.fact_id = sales.id`;

/** A refund counts when it was made, but never before its sale. */
export const refundAt = `greatest(coalesce(late_refunds.counted_at, refunded_at),
      coalesce(late_sales.counted_at, occurred_at))`;

/** Volume that went back. */
export const refundsSql = (scope: RunScope): string => `
  SELECT * FROM (
    SELECT refunds.id, buyer_member_id, seller_member_id, refunds.volume, ${refundAt} AS at
    FROM ${refundsOfSales}
    WHERE refunds.program_id = ${scope.programId} AND refunds.volume > 0 ${soldWithin(scope)}
      AND ${isKnown(scope, 'refunds.created_at')}
  ) AS counted WHERE at >= ${sqlMoment(firstMoment(scope))} AND at < ${sqlMoment(scope.until)}`;

/** Everybody who was activated or is no longer, in order; later ones too, because they undo `members.activated_at`. */
export const unitsSql = (scope: RunScope): string =>
  `SELECT member_id, units, CASE WHEN ${isKnown(scope, 'created_at')} THEN counted_at ELSE 'infinity' END FROM leg_units
   WHERE program_id = ${scope.programId} ${within(scope, 'member_id')} ORDER BY id`;

export const statusesSql = (scope: RunScope): string =>
  `SELECT member_id, status, effective_at FROM member_statuses
   WHERE program_id = ${scope.programId} AND effective_at < ${sqlMoment(scope.until)} ${within(scope, 'member_id')}
   ORDER BY effective_at, id`;

export const ranksSql = (scope: RunScope): string =>
  `SELECT member_id, after, effective_at FROM rank_history
   WHERE program_id = ${scope.programId} AND kind = 'paid_as' AND effective_at < ${sqlMoment(scope.until)}
   ${within(scope, 'member_id')} ORDER BY effective_at, id`;

/** The same by the months that made them: pairs of a day read what its last month came to, whenever that was posted. */
export const closedRanksSql = (scope: RunScope): string =>
  `SELECT rank_history.member_id, after, ends_at FROM rank_history JOIN commission_runs USING (run_id)
   WHERE rank_history.program_id = ${scope.programId} AND rank_history.kind = 'paid_as'
     AND ends_at < ${sqlMoment(scope.until)} ${within(scope, 'rank_history.member_id')}
   ORDER BY ends_at, id`;

/** Who became a distributor in this time, or later. */
export const distributorsSql = (scope: RunScope): string =>
  `SELECT member_id, decided_at FROM distributor_applications
   WHERE program_id = ${scope.programId} AND status = 'approved' AND decided_at >= ${sqlMoment(firstMoment(scope))}
   ${within(scope, 'member_id')}`;

/** Where the lines of a run stand. */
export interface RunPlace {
  runId: number;
  part: number;
  fence: number;
}

/** Additions of the latest month stand first, left and right. */
export const agesBehind = `CASE WHEN ages IS NULL OR (ahead_left = 0 AND ahead_right = 0) THEN ages
  ELSE ARRAY[ages[1] - ahead_left, ages[2] - ahead_right] || ages[3:] END`;

/** What counted early for one member counts again with everybody else's. */
const current = (scope: RunScope): string =>
  `SELECT member_id, carry_left - ahead_left, carry_right - ahead_right, pairs, window_key, window_pairs, binary_active,
    ${agesBehind} FROM leg_balances WHERE program_id = ${scope.programId} ${within(scope, 'member_id')}`;

/** Rows of run tables that belong to the given runs; one hash of their places instead of a scan for each. */
export const isOf = (since: readonly RunPlace[]): string => `
  part IN (${[...new Set(since.map(({ part }) => part))].join(', ')}) AND ${isOneOf(since)}`;

const isOneOf = (since: readonly RunPlace[]): string =>
  `(run_id, fence) IN (VALUES ${since.map(({ runId, fence }) => `(${runId}, ${fence})`).join(', ')})`;

/** Those that say what their members brought in. */
const opened = (scope: RunScope, since: readonly RunPlace[]): string =>
  `${isOf(since)} AND opened_left IS NOT NULL ${within(scope, 'member_id')}`;

/** Pairs from before the time of the scope, as the first of the given runs found them that undid some of a member's. */
export const pairsFoundSql = ({ from, plan }: RunScope, since: readonly RunPlace[]): string => `
  SELECT run_pairs.* FROM run_pairs JOIN (
    SELECT member_id, min(run_id) AS run_id FROM run_pairs WHERE ${isOneOf(since)} GROUP BY 1
  ) AS earliest USING (member_id, run_id)
  WHERE ${isOneOf(since)} AND day < '${businessDay(from, plan.document.time_zone)}'`;

/**
 * What legs hold at the beginning: as the last run left them. For a run that has been posted, as it found them: given
 * are the places of that run and of all later ones, whose first word on a member is what stood before.
 */
export const openingSql = (scope: RunScope, since: readonly RunPlace[] = []): string =>
  since.length === 0
    ? current(scope)
    : `
  WITH earliest AS (
    SELECT member_id, min(run_id) AS run_id FROM run_members WHERE ${opened(scope, since)} GROUP BY 1
  ), first AS (
    SELECT member_id, opened_left, opened_right, opened_pairs, opened_window, opened_window_pairs, opened_active, opened_ages
    FROM earliest JOIN run_members USING (run_id, member_id) WHERE ${opened(scope, since)}
  )
  SELECT * FROM first
  UNION ALL ${current(scope)} AND NOT EXISTS (SELECT FROM first WHERE first.member_id = leg_balances.member_id)`;

/** Event lines that stand already; those that the run itself posted do not count when it is computed again. */
export const accruedSql = ({ programId, eventsFrom, until, runId }: RunScope): string =>
  `SELECT id, sale_id, source_member_id, kind, level, beneficiary_id, amount, plan_id FROM commissions
   WHERE program_id = ${programId} AND earned_at >= ${sqlMoment(eventsFrom ?? until)} AND earned_at < ${sqlMoment(until)}
   AND kind NOT IN ('pair', 'adjustment') AND reverses_id IS NULL AND (run_id IS NULL OR run_id < ${runId})`;
