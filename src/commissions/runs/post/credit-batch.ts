import { z } from 'zod';
import { int } from '../../../db/row-schema.js';
import { change, select, selectOne } from '../../../db/select.js';
import { house } from '../../../ledger/address.js';
import { lockAccounts } from '../../../ledger/lock-accounts.js';
import type { Posting } from './posting.js';

/** The latest commission of the run so far; those of the next batch have higher ids. */
export async function lastPosted({ row, work }: Posting): Promise<number> {
  const sql = 'SELECT coalesce(max(id), 0) AS id FROM commissions WHERE run_id = $1';
  return (await selectOne(sql, [row.runId], z.object({ id: int }), work.tx))?.id ?? 0;
}

// $1 run, $2 id before the batch, $3 currency.
const credits = `
  WITH credits AS (
    SELECT beneficiary_id AS member_id, sum(net_credited)::bigint AS amount, min(kind) = 'pair' AS is_pairs
    FROM commissions WHERE run_id = $1 AND id > $2 AND credit_run_id = $1 GROUP BY 1
  )`;

const openWallets = `${credits}
  INSERT INTO accounts (address, currency, owner, min_balance, balance, held)
  SELECT 'member:' || member_id || ':wallet', $3, 'member:' || member_id, 0, 0, 0 FROM credits
  WHERE NOT EXISTS (SELECT FROM accounts WHERE address = 'member:' || member_id || ':wallet' AND currency = $3)
  ORDER BY member_id
  ON CONFLICT (address, currency) DO NOTHING`;

const lockWallets = `${credits}, locked AS (
    SELECT FROM accounts WHERE (address, currency) IN (SELECT 'member:' || member_id || ':wallet', $3 FROM credits)
    ORDER BY id FOR NO KEY UPDATE
  )
  SELECT count(*) FROM locked`;

const creditWallets = `${credits}
  INSERT INTO postings (reference, line, debit_id, credit_id, amount, currency, kind)
  SELECT 'run/' || $1 || '/member/' || member_id || CASE WHEN is_pairs THEN '' ELSE '/events' END, 1, $4, accounts.id,
    amount, $3, CASE WHEN is_pairs THEN 'pair' ELSE 'commission' END
  FROM credits JOIN accounts ON address = 'member:' || member_id || ':wallet' AND currency = $3
  WHERE amount > 0 ORDER BY accounts.id`;

/** Credits what a batch approved: one posting for each member, of all the member's lines together. */
export async function creditBatch({ row, scope, work: { tx } }: Posting, before: number): Promise<void> {
  const { currency, programKey } = scope;
  const expense = { address: house(programKey, 'commission-expense'), currency };
  const expenseId = [...(await lockAccounts([expense], tx)).values()][0];
  const batch = [row.runId, before, currency];
  await change(openWallets, batch, tx);
  await select(lockWallets, batch, z.unknown(), tx);
  await change(creditWallets, [...batch, expenseId], tx);
}
