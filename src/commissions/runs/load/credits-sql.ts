import { escapeLiteral } from 'pg';
import { dayStart } from '../../../core/period.js';
import type { RunScope } from '../run-scope.js';
import { isKnown, openedAt, sqlMoment, within } from './sources.js';

const credited = `status IN ('approved', 'paid', 'reversed')`;
const isOfEvent = `kind NOT IN ('pair', 'adjustment')`;

const taken = (line: string, parts: string): string =>
  `coalesce((SELECT sum((part ->> 'amount')::numeric * 100) FROM jsonb_array_elements(${line}.deductions) AS part
    WHERE ${parts}), 0)::bigint`;

/** What a tax rule took off a line; below zero on a line that takes back. */
const taxOf = (line: string, key: string): string =>
  taken(line, `part ->> 'kind' = 'tax' AND part ->> 'why' = ${escapeLiteral(key)}`);

const taxesOf = (line: string, keys: readonly string[]): string[] => keys.map((key) => taxOf(line, key));

/** Whether a moment lies in a financial year. */
const isIn = (moment: string, year: number, { plan }: RunScope): string => {
  const [from, until] = [year, year + 1].map((one) => dayStart(`${String(one)}-04-01`, plan.document.time_zone));
  return `(${moment} >= ${sqlMoment(from ?? new Date(0))} AND ${moment} < ${sqlMoment(until ?? new Date(0))})`;
};

/**
 * What members were credited and taxed in a financial year, as crediting itself counts it: what a refund took back
 * counts in the year of what it takes back. Where events are computed along, those of the run's own time are not in it.
 */
export const yearSql = (scope: RunScope, year: number, keys: readonly string[]): string => `
  SELECT line.beneficiary_id, ${[`line.amount - line.reversed_amount`, ...taxesOf('line', keys)]
    .map((sum) => `sum(${sum})::bigint`)
    .join(', ')}
  FROM commissions AS line LEFT JOIN commissions AS original ON original.id = line.reverses_id
  WHERE line.program_id = ${scope.programId} AND line.${credited} ${within(scope, 'line.beneficiary_id')}
    AND ${isIn('coalesce(original.decided_at, line.decided_at)', year, scope)} AND line.decided_at <= ${openedAt(scope)}
    AND (line.run_id IS NULL OR line.run_id < ${scope.earlierThan})
    ${scope.plan.document.binary?.inactive_limit ? `AND (NOT line.${isOfEvent} OR line.earned_at < ${sqlMoment(scope.from)})` : ''}
  GROUP BY 1`;

/** Lines of refunds in the time of the run, of lines that had been credited: when, whose, net, early, gross, taxes. */
export const takenBackSql = (scope: RunScope, year: number, keys: readonly string[]): string => {
  const inYear = `original.earned_at >= ${sqlMoment(scope.from)} OR ${isIn('original.decided_at', year, scope)}`;
  const ofYear = ['line.amount', ...taxesOf('line', keys)].map(
    (sum) => `CASE WHEN ${inYear} THEN -(${sum}) ELSE 0 END`,
  );
  return `
  SELECT line.earned_at, line.beneficiary_id, -line.net_credited, 0::bigint, ${ofYear.join(', ')}
  FROM commissions AS line JOIN commissions AS original ON original.id = line.reverses_id
  WHERE line.program_id = ${scope.programId} AND line.${isOfEvent} AND line.earned_at >= ${sqlMoment(scope.from)}
    AND line.earned_at < ${sqlMoment(scope.until)} AND ${isKnown(scope, 'line.decided_at')}
    ${within(scope, 'line.beneficiary_id')}`;
};

const share = (total: string): string => `round(line.amount::numeric * (${total}) / sales.amount)`;

/** The same of lines that only became smaller; `early` is what the line, being older than the run, has lost already. */
export const shrunkSql = (scope: RunScope, keys: readonly string[]): string => `
  SELECT at, beneficiary_id, back, CASE WHEN is_older THEN back ELSE 0 END,
    CASE WHEN is_older THEN 0 ELSE back END${keys.map(() => ', 0::bigint').join('')}
  FROM (
    SELECT line.beneficiary_id, line.earned_at < ${sqlMoment(scope.from)} AS is_older,
      (${share('refunds.refunded_total')} - ${share('refunds.refunded_total - refunds.amount')})::bigint AS back,
      greatest(coalesce(late_refunds.counted_at, refunded_at), coalesce(late_sales.counted_at, occurred_at)) AS at
    FROM refunds JOIN sales ON sales.id = refunds.sale_id JOIN commissions AS line ON line.sale_id = sales.id
    LEFT JOIN late_facts AS late_refunds ON late_refunds.program_id = refunds.program_id
      AND late_refunds.fact = 'refund' AND late_refunds.fact_id = refunds.id
    LEFT JOIN late_facts AS late_sales ON late_sales.program_id = refunds.program_id
      AND late_sales.fact = 'sale' AND late_sales.fact_id = sales.id
    WHERE refunds.program_id = ${scope.programId} AND line.reverses_id IS NULL AND line.${isOfEvent}
      AND refunded_at < ${sqlMoment(scope.until)} AND ${isKnown(scope, 'refunds.refunded_at')}
      AND (line.run_id IS NULL OR line.run_id < ${scope.earlierThan})
      AND NOT (line.status = 'rejected' AND line.decided_at <= ${openedAt(scope)}) AND sales.amount > 0
      AND NOT EXISTS (SELECT FROM commissions AS back
        WHERE back.accrual_key = 'refund/' || refunds.id || '/of/' || line.id)
      ${within(scope, 'line.beneficiary_id')}
  ) AS shrunk
  WHERE at >= ${sqlMoment(scope.from)} AND at < ${sqlMoment(scope.until)} AND back > 0`;

/**
 * What was taken off pairs as they were credited: whose, when earned, what of them was credited, for instalments, taxes.
 * Those that a run found waiting had nothing taken off them, whatever was decided since.
 */
export const takenOffPairsSql = (scope: RunScope, keys: readonly string[], ids: readonly number[] | null): string => `
  SELECT beneficiary_id, earned_at, amount - reversed_amount,
    ${[taken('pair', `part ->> 'kind' = 'reserve'`), ...taxesOf('pair', keys)].join(', ')}
  FROM (
    SELECT id, beneficiary_id, earned_at, amount, reversed_amount,
      CASE WHEN decided_at <= ${openedAt(scope)} THEN deductions ELSE '[]' END AS deductions
    FROM commissions
    WHERE program_id = ${scope.programId} AND kind = 'pair' AND reverses_id IS NULL
      AND (run_id < ${scope.earlierThan} OR run_id IS NULL AND earned_at < ${sqlMoment(scope.from)})
      ${ids === null ? '' : `AND beneficiary_id = ANY ('{${ids.join(',')}}'::bigint[])`}
  ) AS pair ORDER BY beneficiary_id, earned_at, id`;
