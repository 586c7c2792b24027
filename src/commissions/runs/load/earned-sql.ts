import type { RunScope } from '../run-scope.js';
import { isKnown, openedAt, refundAt, refundsOfSales, sqlMoment, within } from './sources.js';

export const isOfEvent = `kind NOT IN ('pair', 'adjustment')`;

/** What a line credited net; what of it paid a debt of the member counts as his, for what made the debt was taken off. */
export const creditedNet = (line: string): string => `(${line}.net_credited +
  CASE WHEN ${line}.deductions @> '[{"kind": "recovery"}]' THEN (SELECT sum((part ->> 'amount')::numeric * 100)
    FROM jsonb_array_elements(${line}.deductions) AS part WHERE part ->> 'kind' = 'recovery')::bigint ELSE 0 END)`;

/** Event lines that count in a run: neither those it posted itself nor those that had been rejected when it computed. */
const counts = (scope: RunScope): string => `
  line.program_id = ${scope.programId} AND line.reverses_id IS NULL AND line.${isOfEvent}
  AND (line.run_id IS NULL OR line.run_id < ${scope.earlierThan})
  AND NOT (line.status = 'rejected' AND line.decided_at <= ${openedAt(scope)}) ${within(scope, 'line.beneficiary_id')}`;

/** Event lines of the time of a run, whatever became of them since: its own computation credits and taxes them. */
export const earnedSql = (scope: RunScope): string => `
  SELECT line.id, line.earned_at, line.beneficiary_id, line.amount FROM commissions AS line
  WHERE ${counts(scope)} AND line.earned_at >= ${sqlMoment(scope.from)} AND line.earned_at < ${sqlMoment(scope.until)}
    AND ${isKnown(scope, 'line.created_at')}`;

/** Refunds and deactivations since a run's time began, each with a line that it takes a part of: up to which, of what. */
const takings = (scope: RunScope, until: string): string => `
  SELECT * FROM (
    SELECT line.id AS line_id, 'refund/' || refunds.id || '/of/' || line.id AS key, ${refundAt} AS at,
      refunds.refunded_total - refunds.amount AS before, refunds.refunded_total AS after, sales.amount AS whole
    FROM ${refundsOfSales} JOIN commissions AS line ON line.sale_id = sales.id
    WHERE refunds.program_id = ${scope.programId} AND sales.amount > 0
      AND ${isKnown(scope, 'refunds.created_at')} AND ${counts(scope)}
    UNION ALL
    SELECT line.id, 'deactivation/of/' || line.id, unit.counted_at, 0, 1, 1
    FROM leg_units AS unit JOIN commissions AS line ON line.source_member_id = unit.member_id
    WHERE unit.program_id = ${scope.programId} AND unit.units = -1 AND line.kind = 'referral' AND line.sale_id IS NULL
      AND line.created_at <= unit.created_at AND ${isKnown(scope, 'unit.created_at')} AND ${counts(scope)}
      AND NOT EXISTS (SELECT FROM leg_units AS first WHERE first.member_id = unit.member_id AND first.units = -1
        AND first.id < unit.id AND first.created_at >= line.created_at)
  ) AS taking WHERE at >= ${sqlMoment(scope.from)} AND at < ${until}`;

/** What the lines of the time lose in it. */
export const lossesSql = (scope: RunScope): string => `
  SELECT line_id, at, before, after, whole
  FROM (${takings(scope, sqlMoment(scope.until))}) AS taking JOIN commissions AS line ON line.id = line_id
  WHERE line.earned_at >= ${sqlMoment(scope.from)} ORDER BY at, line_id, after`;

const part = (of: string): string => `round(line.amount::numeric * ${of} / whole)`;

/**
 * What older lines lose without a line that takes it back, because they were not credited yet, as in `takenBackSql`;
 * all of it, what went back after the run's time too, is missing already in what had been credited before the run. It is
 * net where the rest was credited since.
 */
export const shrunkSql = (scope: RunScope, keys: readonly string[]): string => `
  SELECT at, beneficiary_id, back, back, 0::bigint${keys.map(() => ', 0::bigint').join('')}
  FROM (
    SELECT at, line.beneficiary_id, CASE WHEN line.decided_at <= ${openedAt(scope)} AND line.amount > line.reversed_amount
      THEN round((${part('after')} - ${part('before')}) * ${creditedNet('line')} / (line.amount - line.reversed_amount))
      ELSE ${part('after')} - ${part('before')} END::bigint AS back
    FROM (${takings(scope, `'infinity'`)}) AS taking JOIN commissions AS line ON line.id = line_id
    WHERE line.earned_at < ${sqlMoment(scope.from)}
      AND NOT EXISTS (SELECT FROM commissions AS back WHERE back.accrual_key = taking.key)
  ) AS shrunk WHERE back > 0`;
