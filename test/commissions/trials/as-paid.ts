import { formatAmount } from '../../../src/core/money.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';

// Pairs as runs wrote them, undone ones in the month they were undone in; of events what refunds left of them.
const paidSql = `
  SELECT member_id, month, sum(amount)::text AS amount FROM (
    SELECT run_lines.member_id, to_char(day, 'YYYY-MM') AS month, amount FROM run_lines
    JOIN commission_runs USING (run_id, fence) WHERE program_id = $1 AND run_lines.kind = 'pair'
    UNION ALL
    SELECT line.beneficiary_id, to_char(line.earned_at AT TIME ZONE 'UTC', 'YYYY-MM'),
      line.amount - line.reversed_amount + coalesce((
        SELECT sum(amount) FROM commissions AS back WHERE back.reverses_id = line.id), 0)
    FROM commissions AS line WHERE program_id = $1 AND kind <> 'pair' AND reverses_id IS NULL
  ) AS paid GROUP BY 1, 2`;

/** What runs and events paid a member in a month, in minor units. */
export interface Paid {
  month: string;
  member_id: string;
  amount: string;
}

export const paidIn = ({ id }: Program): Promise<Paid[]> => asOwner<Paid>(paidSql, [id]);

export const sumOf = (paid: readonly Paid[]): bigint => paid.reduce((sum, { amount }) => sum + BigInt(amount), 0n);

/** What members got in the given months, the largest first. */
export function byMember(paid: readonly Paid[], wanted: readonly string[]): [number, string][] {
  const sums = new Map<number, bigint>();
  for (const { member_id, month, amount } of paid)
    if (wanted.includes(month)) sums.set(Number(member_id), (sums.get(Number(member_id)) ?? 0n) + BigInt(amount));
  return [...sums]
    .filter(([, sum]) => sum !== 0n)
    .sort()
    .map(([member, sum]) => [member, formatAmount(sum)]);
}
