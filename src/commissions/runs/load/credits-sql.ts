import { escapeLiteral } from 'pg';
import { dayStart } from '../../../core/period.js';
import type { RunScope } from '../run-scope.js';
import { creditedNet, isOfEvent } from './earned-sql.js';
import { isKnown, madeBy, openedAt, sqlMoment, within } from './sources.js';

const credited = `status IN ('approved', 'paid', 'reversed')`;

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
 * counts in the year of what it takes back. Where the run credits the events of its time itself, those are not in it.
 */
export const yearSql = (scope: RunScope, year: number, keys: readonly string[]): string => `
  SELECT line.beneficiary_id, ${[`line.amount - line.reversed_amount`, ...taxesOf('line', keys)]
    .map((sum) => `sum(${sum})::bigint`)
    .join(', ')}
  FROM commissions AS line LEFT JOIN commissions AS original ON original.id = line.reverses_id
  WHERE line.program_id = ${scope.programId} AND line.${credited} ${within(scope, 'line.beneficiary_id')}
    AND ${isIn('coalesce(original.decided_at, line.decided_at)', year, scope)} AND line.decided_at <= ${openedAt(scope)}
    AND (${madeBy('line')} < ${scope.earlierThan}) IS NOT FALSE
    ${scope.plan.document.binary?.inactive_limit ? `AND (NOT line.${isOfEvent} OR line.earned_at < ${sqlMoment(scope.from)})` : ''}
  GROUP BY 1`;

/**
 * Lines of refunds in the time of the run, of older lines that had been credited: when, whose, net, early, gross, taxes.
 * What was credited only after the opening had been read counted gross, in no year, and goes back so.
 */
export const takenBackSql = (scope: RunScope, year: number, keys: readonly string[]): string => {
  const isOpened = `original.decided_at <= ${openedAt(scope)}`;
  const inYear = isIn('original.decided_at', year, scope);
  const ofYear = ['line.amount', ...taxesOf('line', keys)].map(
    (sum) => `CASE WHEN ${isOpened} AND ${inYear} THEN -(${sum}) ELSE 0 END`,
  );
  return `
  SELECT line.earned_at, line.beneficiary_id,
    -CASE WHEN ${isOpened} THEN ${creditedNet('line')} ELSE line.amount END,
    0::bigint, ${ofYear.join(', ')}
  FROM commissions AS line JOIN commissions AS original ON original.id = line.reverses_id
  WHERE line.program_id = ${scope.programId} AND line.${isOfEvent} AND line.earned_at >= ${sqlMoment(scope.from)}
    AND line.earned_at < ${sqlMoment(scope.until)} AND ${isKnown(scope, 'line.decided_at')}
    AND original.earned_at < ${sqlMoment(scope.from)} ${within(scope, 'line.beneficiary_id')}`;
};

/**
 * What was taken off pairs as they were credited: whose, when earned, what of them was credited, for instalments, taxes.
 * Those that a run found waiting had nothing taken off them, whatever was decided since. Credited ones of which earlier
 * runs had undone every pair are not among them.
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
      AND (quantity > undone OR quantity > (SELECT coalesce(-sum(back.quantity), 0) FROM commissions AS back
        WHERE back.reverses_id = commissions.id AND ${madeBy('back')} < ${scope.earlierThan}))
      ${ids === null ? '' : `AND beneficiary_id = ANY ('{${ids.join(',')}}'::bigint[])`}
  ) AS pair ORDER BY beneficiary_id, earned_at, id`;
