import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { transaction } from '../core/transaction.js';
import { int } from '../db/row-schema.js';
import { select, selectOne } from '../db/select.js';

/** Any number: it only has to be the same in every process that seals. */
const lock = 7_264_103;

// Ids commit out of order, so a seal names the postings it covers. What it could not see yet belongs to transactions
// that were open then: their numbers are not below `settled_below`. In a restored database numbers begin anew, but ids
// go on, so a posting beyond the last seal's ids is looked at as well.
const sealSql = `
  WITH last AS (
    SELECT id, hash, settled_below, upper(postings) AS above FROM ledger_seals ORDER BY id DESC LIMIT 1
  ), fresh AS MATERIALIZED (
    SELECT id, debit_id, credit_id, amount, posting_digest(postings) AS digest FROM postings
    WHERE (NOT EXISTS (SELECT FROM last) OR xid >= (SELECT settled_below FROM last) OR id >= (SELECT above FROM last))
      AND NOT EXISTS (SELECT FROM ledger_seals WHERE ledger_seals.postings @> postings.id)
  ), sealed AS (
    INSERT INTO ledger_seals (previous_id, postings, posting_count, settled_below, hash)
    SELECT (SELECT id FROM last), range_agg(int8range(id, id, '[]')), count(*), pg_snapshot_xmin(pg_current_snapshot()),
      sha256(coalesce((SELECT hash FROM last), '') || string_agg(digest, '' ORDER BY id))
    FROM fresh HAVING count(*) > 0
    RETURNING id, posting_count
  ), moved AS (
    SELECT account_id, sum(amount) AS amount
    FROM (SELECT credit_id AS account_id, amount FROM fresh UNION ALL SELECT debit_id, -amount FROM fresh) AS sides
    GROUP BY account_id
  ), snapped AS (
    INSERT INTO ledger_snapshots (account_id, seal_id, balance)
    SELECT account_id, sealed.id, moved.amount + coalesce(
      (SELECT balance FROM ledger_snapshots WHERE account_id = accounts.id ORDER BY seal_id DESC LIMIT 1), 0)
    FROM sealed, moved JOIN accounts ON accounts.id = account_id WHERE owner IS NULL
  )
  SELECT posting_count AS count FROM sealed`;

/** Seals every posting that no seal covers yet, chained to the seal before; returns how many. */
export const sealPostings = (): Promise<number> => transaction(seal);

async function seal(tx: Transaction): Promise<number> {
  await select(
    `SELECT set_config('statement_timeout', '10min', true), set_config('lock_timeout', '0', true)`,
    [],
    z.unknown(),
    tx,
  );
  await select('SELECT pg_advisory_xact_lock($1)', [lock], z.unknown(), tx);
  const sealed = await selectOne(sealSql, [], z.object({ count: int }), tx);
  return sealed?.count ?? 0;
}
