import type { Transaction } from 'sequelize';
import { Refusal } from '../core/errors.js';
import { change } from '../db/select.js';
import { idAt, lockAccounts } from './lock-accounts.js';

export interface HoldRequest {
  address: string;
  currency: string;
  amount: bigint;
  /** What the money is held for; unique. */
  reference: string;
}

/** Sets money aside so that nothing else can use it; refused as `insufficient_funds` when it is not there. */
export async function hold(tx: Transaction, { address, currency, amount, reference }: HoldRequest): Promise<void> {
  const place = { address, currency };
  const accountId = idAt(await lockAccounts([place], tx), place);
  const sql = 'INSERT INTO holds (account_id, reference, amount) VALUES ($1, $2, $3)';
  await change(sql, [accountId, reference, amount.toString()], tx);
}

/** Ends a hold because its money is about to be posted elsewhere. */
export const capture = (tx: Transaction, reference: string): Promise<void> => close(tx, reference, 'captured');

/** Gives the held money back. */
export const release = (tx: Transaction, reference: string): Promise<void> => close(tx, reference, 'released');

async function close(tx: Transaction, reference: string, status: 'captured' | 'released'): Promise<void> {
  const sql = `UPDATE holds SET status = $2, closed_at = now() WHERE reference = $1 AND status = 'open'`;
  const closed = await change(sql, [reference, status], tx);
  if (closed === 0) throw new Refusal('wrong_state', `Nothing is held for ${reference} any more.`);
}
