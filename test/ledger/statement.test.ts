import { describe, expect, test } from '@jest/globals';
import { Account } from '../../src/ledger/account.js';
import { wallet, world } from '../../src/ledger/address.js';
import { statement } from '../../src/ledger/statement.js';
import { expense, move, postOnce } from './ledger.js';

async function walletOf(memberId: number): Promise<number> {
  const account = await Account.findOne({ where: { address: wallet(memberId) }, rejectOnEmpty: true });
  return account.id;
}

describe('the statement of a wallet', () => {
  test('lists what came and went, the newest first, with the balance after each', async () => {
    await postOnce('in', move(expense, wallet(1), 1000n));
    await postOnce('elsewhere', move(expense, wallet(2), 9n));
    await postOnce('out', move(wallet(1), world, 300n, 'payout'));
    const { lines, hasMore } = await statement(await walletOf(1), { limit: 10 });
    expect(lines.map(({ kind, amount, balance, other }) => [kind, amount, balance, other])).toEqual([
      ['payout', -300n, 700n, 'world'],
      ['commission', 1000n, 1000n, expense],
    ]);
    expect(hasMore).toBe(false);
  });

  test('goes on from the last line of a page without a gap', async () => {
    for (let turn = 1; turn <= 5; turn += 1) await postOnce(`page/${turn}`, move(expense, wallet(3), BigInt(turn)));
    const account = await walletOf(3);
    const first = await statement(account, { limit: 2 });
    const second = await statement(account, { limit: 3, before: first.lines[1]?.id });
    expect(first.lines.map(({ balance }) => balance)).toEqual([15n, 10n]);
    expect(first.hasMore).toBe(true);
    expect(second.lines.map(({ balance }) => balance)).toEqual([6n, 3n, 1n]);
    expect(second.hasMore).toBe(false);
  });
});

describe('a row of the ledger', () => {
  test('cannot be saved or destroyed', async () => {
    const account = await Account.findOne({ where: { address: wallet(1) }, rejectOnEmpty: true });
    await expect(account.set({ balance: 5n }).save()).rejects.toThrow('posting and holding only');
    await expect(account.destroy()).rejects.toThrow('posting and holding only');
  });
});
