import type { Transaction } from 'sequelize';
import { transaction } from '../../src/core/transaction.js';
import { house, wallet, world } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { ledgerChecks, tamperChecks } from '../../src/ledger/books.js';
import type { Entry } from '../../src/ledger/journal.js';
import { post } from '../../src/ledger/posting.js';
import { runChecks } from '../../src/ledger/run-checks.js';
import '../support/database.js';

export const expense = house('shop', 'commission-expense');

export const inTx = <R>(run: (tx: Transaction) => Promise<R>): Promise<R> => transaction((tx) => run(tx));

export const move = (debit: string, credit: string, amount: bigint, kind = 'commission'): Entry => ({
  debit,
  credit,
  money: { amount, currency: 'USD' },
  kind,
});

export const postOnce = (reference: string, ...entries: Entry[]): Promise<void> =>
  inTx((tx) => post(tx, { reference, entries }));

/** Puts money into a member's wallet. */
export const give = (memberId: number, amount: bigint): Promise<void> =>
  postOnce(`gift/${memberId}/${amount}`, move(world, wallet(memberId), amount));

export const availableIn = async (address: string): Promise<bigint> => (await balanceOf(address, 'USD')).available;

/** The names of all broken promises of the ledger; empty when the books balance. */
export async function broken(): Promise<string[]> {
  const results = await runChecks([...ledgerChecks, ...tamperChecks]);
  return results.filter(({ rows }) => rows.length > 0).map(({ name }) => name);
}

/** How many of these settled well, and the codes of the others. */
export async function outcomes(attempts: readonly Promise<unknown>[]): Promise<{ done: number; codes: string[] }> {
  const settled = await Promise.allSettled(attempts);
  const refused = settled.filter((one): one is PromiseRejectedResult => one.status === 'rejected');
  return { done: settled.length - refused.length, codes: [...new Set(refused.map(({ reason }) => codeOf(reason)))] };
}

const codeOf = (reason: unknown): string =>
  reason instanceof Error && 'code' in reason ? String(reason.code) : String(reason);
