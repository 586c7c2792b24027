import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { portion } from '../core/money.js';
import { big, int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { recovery } from './address.js';
import { balanceOf } from './balance.js';
import type { Entry, Journal } from './journal.js';
import { lockAccounts } from './lock-accounts.js';
import { post } from './posting.js';

export interface Reversal {
  /** The journal to take back. */
  reference: string;
  /** The reference of the reversal itself. */
  as: string;
  /** How much of it shall be taken back in all, earlier reversals included; everything when left out. */
  share?: { of: bigint; total: bigint };
}

const posted = z.object({
  id: int,
  amount: big,
  currency: z.string(),
  debit: z.string(),
  credit: z.string(),
  reversed: big,
});
type Posted = z.output<typeof posted>;

const find = `
  SELECT postings.id, amount, postings.currency, debits.address AS debit, credits.address AS credit,
    coalesce((SELECT sum(amount) FROM postings AS back WHERE back.reverses_id = postings.id), 0) AS reversed
  FROM postings JOIN accounts AS debits ON debits.id = debit_id JOIN accounts AS credits ON credits.id = credit_id
  WHERE reference = $1 ORDER BY line`;

/**
 * Takes a journal back by posting its mirror image. Shares are cumulative, so parts always end at exactly zero. What a
 * member's wallet has no more becomes a debt on the recovery account; money held for a payout is not touched.
 */
export async function reverse(
  tx: Transaction,
  { reference, as, share = { of: 1n, total: 1n } }: Reversal,
): Promise<void> {
  await select('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [reference], z.unknown(), tx);
  const originals = await select(find, [reference], posted, tx);
  const mirrored = originals.flatMap((original) => mirror(original, portion(original.amount, share.of, share.total)));
  await lockAccounts(mirrored.flatMap(placesOf), tx);
  await post(tx, { reference: as, entries: [...mirrored, ...(await debtsOf(mirrored, tx))] });
}

function mirror({ id, amount, currency, debit, credit, reversed }: Posted, target: bigint): Entry[] {
  const due = (target < amount ? target : amount) - reversed;
  if (due <= 0n) return [];
  return [{ debit: credit, credit: debit, money: { amount: due, currency }, kind: 'reversal', reversesId: id }];
}

async function debtsOf(entries: Journal['entries'], tx: Transaction): Promise<Entry[]> {
  const wallets = [...new Set(entries.map(({ debit }) => debit).filter((address) => address.endsWith(':wallet')))];
  const debts: Entry[] = [];
  for (const address of wallets) debts.push(...(await debtOf(address, entries, tx)));
  return debts;
}

async function debtOf(address: string, entries: Journal['entries'], tx: Transaction): Promise<Entry[]> {
  const currency = entries.find(({ debit }) => debit === address)?.money.currency ?? '';
  const { available } = await balanceOf(address, currency, tx);
  const left = entries.reduce((sum, { debit, credit, money }) => {
    if (debit === address) return sum - money.amount;
    return credit === address ? sum + money.amount : sum;
  }, available);
  if (left >= 0n) return [];
  const debit = recovery(Number(address.split(':')[1]));
  return [{ debit, credit: address, money: { amount: -left, currency }, kind: 'recovery' }];
}

const placesOf = ({ debit, credit, money: { currency } }: Entry) => [
  { address: debit, currency },
  { address: credit, currency },
];
