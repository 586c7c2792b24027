import type { Transaction } from 'sequelize';
import { select } from '../../../db/select.js';
import type { CommissionRun } from '../commission-run.js';
import { openingSql } from '../load/sources.js';
import type { RunPlace } from '../load/sources.js';
import type { RunScope } from '../run-scope.js';
import { foundIn, foundRow } from './compare-tables.js';
import { most_listed } from './difference.js';
import type { Found } from './difference.js';

interface Carried {
  row: CommissionRun;
  scope: RunScope;
  /** Runs after this one. */
  later: readonly RunPlace[];
}

/** What counted ahead for one member comes again with everybody else's, so only what lay there before is carried on. */
const left = (side: 'left' | 'right', { kind }: CommissionRun): string =>
  kind === 'member' ? `opened_${side} - (pairs - opened_pairs) * $4 - coalesce(flushed_${side}, 0)` : `carry_${side}`;

const compareCarriedSql = ({ row, scope, later }: Carried): string => `
  SELECT (count(*) OVER ())::int AS count, member_id, NULL::int AS line, '{}'::jsonb AS of,
    CASE WHEN next.pairs IS NOT NULL THEN jsonb_build_object('carry_left', next.carry_left::text,
      'carry_right', next.carry_right::text, 'pairs', next.pairs::text) END AS before,
    jsonb_build_object('carry_left', mine.carry_left::text, 'carry_right', mine.carry_right::text,
      'pairs', mine.pairs::text) AS after
  FROM (
    SELECT member_id, ${left('left', row)} AS carry_left, ${left('right', row)} AS carry_right, pairs
    FROM run_members WHERE part = $1 AND run_id = $2 AND fence = $3 AND opened_left IS NOT NULL AND $4::bigint IS NOT NULL
  ) AS mine
  LEFT JOIN (${openingSql(scope, later)}) AS next (member_id, carry_left, carry_right, pairs) USING (member_id)
  WHERE (mine.carry_left, mine.carry_right, mine.pairs)
    IS DISTINCT FROM (next.carry_left, next.carry_right, next.pairs)
  ORDER BY member_id LIMIT ${String(most_listed)}`;

/** What a posted run left in the legs, against what the next one found there, or what stands there now. */
export async function compareCarried(carried: Carried, tx: Transaction): Promise<Found> {
  const { row, scope } = carried;
  const pairValue = scope.plan.document.binary?.pair_value;
  if (row.run?.status !== 'posted' || pairValue === undefined) return foundIn('leg_balances', []);
  const binds = [row.part, row.runId, row.fence, pairValue.toString()];
  return foundIn('leg_balances', await select(compareCarriedSql(carried), binds, foundRow, tx));
}
