import { describe, expect, test } from '@jest/globals';
import { house, recovery, wallet, world } from '../../src/ledger/address.js';
import { Account } from '../../src/ledger/account.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { post } from '../../src/ledger/posting.js';
import { asOwner } from '../support/database.js';
import { availableIn, broken, expense, give, inTx, move, outcomes, postOnce } from './ledger.js';

describe('posting a journal', () => {
  test('moves each entry and keeps the balance of owned accounts', async () => {
    await postOnce('a', move(expense, wallet(1), 1000n), move(wallet(1), house('shop', 'tax-payable'), 200n, 'tax'));
    expect(await balanceOf(wallet(1), 'USD')).toEqual({ balance: 800n, held: 0n, available: 800n });
    expect((await balanceOf(expense, 'USD')).balance).toBe(-1000n);
    expect((await balanceOf(house('shop', 'tax-payable'), 'USD')).balance).toBe(200n);
  });

  test('a second time is refused and moves nothing', async () => {
    await postOnce('twice', move(expense, wallet(2), 1000n));
    await expect(postOnce('twice', move(expense, wallet(2), 1000n))).rejects.toMatchObject({ code: 'duplicate' });
    expect(await availableIn(wallet(2))).toBe(1000n);
  });

  test('twenty times at once moves once', async () => {
    const attempts = Array.from({ length: 20 }, () => postOnce('race', move(expense, wallet(3), 1000n)));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['duplicate'] });
    expect(await availableIn(wallet(3))).toBe(1000n);
  });

  test('leaves out entries of zero, and a journal of nothing but zeros leaves no trace', async () => {
    await postOnce('zeros', move(expense, wallet(4), 0n));
    expect(await Account.count({ where: { owner: 'member:4' } })).toBe(0);
    await postOnce('some', move(expense, wallet(4), 0n), move(expense, wallet(4), 7n));
    expect(await asOwner(`SELECT line::int, amount FROM postings WHERE reference = 'some'`)).toEqual([
      { line: 1, amount: '7' },
    ]);
  });

  test('refuses a negative amount as a bug', async () => {
    await expect(postOnce('negative', move(expense, wallet(1), -1n))).rejects.toThrow(RangeError);
  });

  test('refuses to take more than a wallet has', async () => {
    await give(5, 1000n);
    await expect(postOnce('too much', move(wallet(5), world, 1001n))).rejects.toMatchObject({
      code: 'insufficient_funds',
    });
    expect(await availableIn(wallet(5))).toBe(1000n);
  });

  test('judges a wallet by what all entries together leave', async () => {
    await postOnce('together', move(wallet(6), world, 300n), move(expense, wallet(6), 300n));
    expect(await availableIn(wallet(6))).toBe(0n);
  });

  test('lets a debt grow without a floor, and never turn into a claim', async () => {
    await postOnce('owed', move(recovery(7), expense, 500n));
    expect((await balanceOf(recovery(7), 'USD')).balance).toBe(-500n);
    await expect(postOnce('overpaid', move(expense, recovery(7), 501n))).rejects.toThrow();
  });

  test('keeps currencies apart', async () => {
    const rupees = { ...move(expense, wallet(8), 100n), money: { amount: 100n, currency: 'INR' } };
    await postOnce('mixed', rupees, move(expense, wallet(8), 5n));
    expect(await availableIn(wallet(8))).toBe(5n);
    expect((await balanceOf(wallet(8), 'INR')).balance).toBe(100n);
  });

  test('stands as of the day it names', async () => {
    const effectiveAt = new Date('2026-01-31T18:30:00Z');
    await inTx((tx) => post(tx, { reference: 'dated', entries: [move(expense, wallet(9), 1n)], effectiveAt }));
    expect(await asOwner(`SELECT effective_at FROM postings WHERE reference = 'dated'`)).toEqual([
      { effective_at: effectiveAt },
    ]);
  });
});

describe('posting in many transactions at once', () => {
  test('between the same wallets in opposite directions loses nothing', async () => {
    await give(11, 10_000n);
    await give(12, 10_000n);
    const attempts = Array.from({ length: 60 }, (_, turn) => {
      const [from, to] = turn % 2 === 0 ? [11, 12] : [12, 11];
      return postOnce(`cross/${turn}`, move(wallet(from), wallet(to), BigInt(turn + 1)));
    });
    expect((await outcomes(attempts)).done).toBe(60);
    expect((await availableIn(wallet(11))) + (await availableIn(wallet(12)))).toBe(20_000n);
  });

  test('opens a new account once', async () => {
    await outcomes(Array.from({ length: 20 }, (_, turn) => postOnce(`first/${turn}`, move(expense, wallet(13), 1n))));
    expect(await availableIn(wallet(13))).toBe(20n);
  });

  test('spends a balance once only', async () => {
    await give(14, 1000n);
    const attempts = Array.from({ length: 20 }, (_, turn) => postOnce(`spend/${turn}`, move(wallet(14), world, 600n)));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['insufficient_funds'] });
  });

  test('leaves balanced books', async () => {
    expect(await broken()).toEqual([]);
  });
});
