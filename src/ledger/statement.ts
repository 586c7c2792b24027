import { z } from 'zod';
import { big, int } from '../db/row-schema.js';
import { select } from '../db/select.js';

/** One line of an account's statement: what came in (positive) or went out, and what there was afterwards. */
export type StatementLine = z.output<typeof line>;

export interface StatementPage {
  limit: number;
  /** Only lines older than this posting. */
  before?: number | undefined;
}

const line = z.object({
  id: int,
  reference: z.string(),
  kind: z.string(),
  amount: big,
  balance: big,
  /** The address on the other side. */
  other: z.string(),
  effectiveAt: z.date(),
});

const find = `
  WITH moves AS (
    SELECT id, reference, kind, amount, debit_id AS other_id, effective_at FROM postings WHERE credit_id = $1
    UNION ALL
    SELECT id, reference, kind, -amount, credit_id, effective_at FROM postings WHERE debit_id = $1
  ), running AS (
    SELECT *, sum(amount) OVER (ORDER BY id) AS balance FROM moves
  )
  SELECT running.id, reference, kind, amount, running.balance, address AS other, effective_at AS "effectiveAt"
  FROM running JOIN accounts ON accounts.id = other_id
  WHERE $2::bigint IS NULL OR running.id < $2
  ORDER BY running.id DESC LIMIT $3`;

/** The movements of one owned account, the newest first. */
export async function statement(accountId: number, { limit, before }: StatementPage) {
  const rows = await select(find, [accountId, before ?? null, limit + 1], line);
  return { lines: rows.slice(0, limit), hasMore: rows.length > limit };
}
