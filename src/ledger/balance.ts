import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { big } from '../db/row-schema.js';
import { select, selectOne } from '../db/select.js';
import { ownerOf } from './address.js';

/** Credits less debits, what of it is held, and what is left to use. */
export interface Balance {
  balance: bigint;
  held: bigint;
  available: bigint;
}

const nothing: Balance = { balance: 0n, held: 0n, available: 0n };
const owned = z.object({ balance: big, held: big });

/**
 * What an account has. Inside a transaction all accounts of its owner are locked first, in the order of their ids,
 * so what is read still holds when it is posted. An account that nothing was ever posted to has nothing.
 */
export async function balanceOf(address: string, currency: string, tx?: Transaction): Promise<Balance> {
  const owner = ownerOf(address);
  if (owner === null) return houseBalance(address, currency, tx);
  if (tx)
    await select('SELECT id FROM accounts WHERE owner = $1 ORDER BY id FOR NO KEY UPDATE', [owner], z.unknown(), tx);
  const sql = 'SELECT balance, held FROM accounts WHERE address = $1 AND currency = $2';
  const row = await selectOne(sql, [address, currency], owned, tx);
  return row ? { ...row, available: row.balance - row.held } : nothing;
}

/** The latest snapshot plus what no seal covers yet. */
const houseSum = `
  WITH account AS (
    SELECT id FROM accounts WHERE address = $1 AND currency = $2
  ), sealed AS (
    SELECT settled_below, upper(postings) AS above FROM ledger_seals ORDER BY id DESC LIMIT 1
  ), fresh AS (
    SELECT debit_id, credit_id, amount FROM postings
    WHERE (NOT EXISTS (SELECT FROM sealed)
        OR xid >= (SELECT settled_below FROM sealed) OR id >= (SELECT above FROM sealed))
      AND NOT EXISTS (SELECT FROM ledger_seals WHERE ledger_seals.postings @> postings.id)
  )
  SELECT coalesce((SELECT balance FROM ledger_snapshots WHERE account_id = account.id ORDER BY seal_id DESC LIMIT 1), 0)
    + coalesce((SELECT sum(amount) FROM fresh WHERE credit_id = account.id), 0)
    - coalesce((SELECT sum(amount) FROM fresh WHERE debit_id = account.id), 0) AS balance
  FROM account`;

async function houseBalance(address: string, currency: string, tx?: Transaction): Promise<Balance> {
  const row = await selectOne(houseSum, [address, currency], z.object({ balance: big }), tx);
  return row ? { balance: row.balance, held: 0n, available: row.balance } : nothing;
}
