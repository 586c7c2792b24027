import type { Transaction } from 'sequelize';
import { select } from '../../../db/select.js';
import type { CommissionRun } from '../commission-run.js';
import { accrualKey } from '../post/line-sql.js';
import { foundIn, foundRow } from './compare-tables.js';
import { most_listed } from './difference.js';
import type { Found } from './difference.js';

const comparePostedSql = `
  SELECT (count(*) OVER ())::int AS count, line.member_id, line.line,
    jsonb_build_object('kind', line.kind, 'sale_id', line.sale_id::text, 'day', line.day::text) AS of,
    CASE WHEN commission.id IS NOT NULL
      THEN jsonb_build_object('beneficiary_id', beneficiary_id::text, 'amount', commission.amount::text) END AS before,
    jsonb_build_object('beneficiary_id', line.member_id::text, 'amount', line.amount::text) AS after
  FROM run_lines AS line LEFT JOIN commissions AS commission ON accrual_key = ${accrualKey}
  WHERE line.part = $1 AND line.run_id = $2 AND line.fence = $3 AND line.state IN ('new', 'missing') AND line.quantity > 0
    AND (commission.beneficiary_id IS DISTINCT FROM line.member_id OR commission.amount IS DISTINCT FROM line.amount)
  ORDER BY line.line LIMIT ${String(most_listed)}`;

/** What was posted, against the lines it was posted from. */
export async function comparePosted(row: CommissionRun, tx: Transaction): Promise<Found> {
  const isPosted = row.run?.status === 'posted';
  const place = [row.part, row.runId, row.fence];
  return foundIn('commissions', isPosted ? await select(comparePostedSql, place, foundRow, tx) : []);
}
