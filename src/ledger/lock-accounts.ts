import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { change, select } from '../db/select.js';
import { floorOf, ownerOf } from './address.js';

export interface Place {
  address: string;
  currency: string;
}

/** Account ids by place; ask with `idAt`. */
export type LockedAccounts = ReadonlyMap<string, number>;

const found = z.object({ id: int, address: z.string(), currency: z.string() });

/** Owned accounts are locked in the order of their ids, the house's never: they would be the hottest rows there are. */
const lock = `
  WITH wanted AS (
    SELECT * FROM unnest($1::text[], $2::text[]) AS places (address, currency)
  ), locked AS MATERIALIZED (
    SELECT id FROM accounts JOIN wanted USING (address, currency)
    WHERE owner IS NOT NULL ORDER BY id FOR NO KEY UPDATE OF accounts
  )
  SELECT accounts.id, address, currency
  FROM accounts JOIN wanted USING (address, currency) LEFT JOIN locked USING (id)
  WHERE accounts.owner IS NULL OR locked.id IS NOT NULL`;

const open = `
  INSERT INTO accounts (address, currency, owner, min_balance, balance, held)
  SELECT address, currency, owner, min_balance, CASE WHEN owner IS NOT NULL THEN 0 END, CASE WHEN owner IS NOT NULL THEN 0 END
  FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) AS places (address, currency, owner, min_balance)
  ORDER BY address, currency
  ON CONFLICT (address, currency) DO NOTHING`;

/** Locks the owned ones among these accounts until the transaction ends; opens those that do not exist yet. */
export async function lockAccounts(places: readonly Place[], tx: Transaction): Promise<LockedAccounts> {
  const wanted = [...new Map(places.map((place) => [keyOf(place), place])).values()];
  const present = await lockPresent(wanted, tx);
  const missing = wanted.filter((place) => !present.has(keyOf(place)));
  if (missing.length === 0) return present;
  await openAccounts(missing, tx);
  return lockPresent(wanted, tx);
}

export function idAt(accounts: LockedAccounts, place: Place): number {
  const id = accounts.get(keyOf(place));
  if (id === undefined) throw new Error(`The account ${keyOf(place)} was not locked.`);
  return id;
}

async function lockPresent(places: readonly Place[], tx: Transaction): Promise<LockedAccounts> {
  const rows = await select(lock, columnsOf(places), found, tx);
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

async function openAccounts(places: readonly Place[], tx: Transaction): Promise<void> {
  const owners = places.map(({ address }) => ownerOf(address));
  const floors = places.map(({ address }) => floorOf(address)?.toString() ?? null);
  await change(open, [...columnsOf(places), owners, floors], tx);
}

const columnsOf = (places: readonly Place[]): [string[], string[]] => [
  places.map(({ address }) => address),
  places.map(({ currency }) => currency),
];

const keyOf = ({ address, currency }: Place): string => `${address} ${currency}`;
