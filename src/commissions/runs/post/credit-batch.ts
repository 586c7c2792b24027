import { z } from 'zod';
import { change, select } from '../../../db/select.js';
import { house } from '../../../ledger/address.js';
import { lockAccounts } from '../../../ledger/lock-accounts.js';
import type { Posting } from './posting.js';

// $1 what is credited to whom, as JSON; $2 currency.
const credits = `
  WITH credits AS (
    SELECT *, 'member:' || member_id || ':wallet' AS address
    FROM jsonb_to_recordset($1::jsonb) AS credit (member_id bigint, amount bigint, is_pairs boolean)
  )`;

const openWallets = `${credits}
  INSERT INTO accounts (address, currency, owner, min_balance, balance, held)
  SELECT address, $2, 'member:' || member_id, 0, 0, 0 FROM credits
  WHERE NOT EXISTS (SELECT FROM accounts WHERE accounts.address = credits.address AND currency = $2)
  ORDER BY member_id
  ON CONFLICT (address, currency) DO NOTHING`;

const lockWallets = `${credits}, locked AS (
    SELECT FROM accounts WHERE (address, currency) IN (SELECT address, $2 FROM credits) ORDER BY id FOR NO KEY UPDATE
  )
  SELECT count(*) FROM locked`;

const creditWallets = `${credits}
  INSERT INTO postings (reference, line, debit_id, credit_id, amount, currency, kind)
  SELECT 'run/' || $4 || '/member/' || member_id || CASE WHEN is_pairs THEN '' ELSE '/events' END, 1, $3, accounts.id,
    amount, $2, CASE WHEN is_pairs THEN 'pair' ELSE 'commission' END
  FROM credits JOIN accounts USING (address) WHERE accounts.currency = $2 ORDER BY accounts.id`;

/** Credits what a batch approved: one posting for each member, of all the member's lines together. */
export async function creditBatch({ row, scope, work: { tx } }: Posting, credited: string): Promise<void> {
  const { currency, programKey } = scope;
  const expense = { address: house(programKey, 'commission-expense'), currency };
  const expenseId = [...(await lockAccounts([expense], tx)).values()][0];
  const batch = [credited, currency];
  await change(openWallets, batch, tx);
  await select(lockWallets, batch, z.unknown(), tx);
  await change(creditWallets, [...batch, expenseId, row.runId], tx);
}
