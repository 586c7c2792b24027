import type { Transaction } from 'sequelize';
import { change } from '../db/select.js';
import type { Entry, Journal } from './journal.js';
import { idAt, lockAccounts } from './lock-accounts.js';
import type { LockedAccounts } from './lock-accounts.js';

const insert = `
  INSERT INTO postings (reference, line, debit_id, credit_id, amount, currency, kind, reverses_id, effective_at)
  SELECT $1, line, debit_id, credit_id, amount, currency, kind, reverses_id, coalesce($8::timestamptz, now())
  FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::bigint[])
    WITH ORDINALITY AS entries (debit_id, credit_id, amount, currency, kind, reverses_id, line)
  ORDER BY line`;

/**
 * Writes a journal into the books, for good. Entries of zero are left out. Refused as `duplicate` when its reference
 * is posted already, and as `insufficient_funds` when it would take an account below what it has available.
 */
export async function post(tx: Transaction, { reference, entries, effectiveAt }: Journal): Promise<void> {
  const moving = entries.filter(({ money }) => money.amount !== 0n);
  if (moving.length === 0) return;
  if (moving.some(({ money }) => money.amount < 0n)) throw new RangeError(`${reference} moves a negative amount`);
  const accounts = await lockAccounts(moving.flatMap(placesOf), tx);
  await change(insert, [reference, ...columnsOf(moving, accounts), effectiveAt ?? null], tx);
}

const placesOf = ({ debit, credit, money: { currency } }: Entry) => [
  { address: debit, currency },
  { address: credit, currency },
];

const columnsOf = (entries: readonly Entry[], accounts: LockedAccounts): unknown[][] => [
  entries.map(({ debit, money }) => idAt(accounts, { address: debit, currency: money.currency })),
  entries.map(({ credit, money }) => idAt(accounts, { address: credit, currency: money.currency })),
  entries.map(({ money }) => money.amount.toString()),
  entries.map(({ money }) => money.currency),
  entries.map(({ kind }) => kind),
  entries.map(({ reversesId }) => reversesId ?? null),
];
