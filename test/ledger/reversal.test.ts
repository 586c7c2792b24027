import { describe, expect, test } from '@jest/globals';
import { house, recovery, wallet, world } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { hold } from '../../src/ledger/hold.js';
import { reverse } from '../../src/ledger/reversal.js';
import { availableIn, broken, expense, inTx, move, outcomes, postOnce } from './ledger.js';

const tax = house('shop', 'tax-payable');

const credit = (reference: string, memberId: number, gross: bigint, taxed = 0n): Promise<void> =>
  postOnce(reference, move(expense, wallet(memberId), gross), move(wallet(memberId), tax, taxed, 'tax'));

describe('reversing a journal', () => {
  test('returns every account to where it was', async () => {
    await credit('a', 1, 1000n, 200n);
    await inTx((tx) => reverse(tx, { reference: 'a', as: 'a/back' }));
    expect(await availableIn(wallet(1))).toBe(0n);
    expect((await balanceOf(tax, 'USD')).balance).toBe(0n);
    expect((await balanceOf(expense, 'USD')).balance).toBe(0n);
  });

  test('in cumulative shares ends at exactly zero', async () => {
    await credit('parts', 2, 167n);
    await inTx((tx) => reverse(tx, { reference: 'parts', as: 'parts/1', share: { of: 40n, total: 100n } }));
    expect(await availableIn(wallet(2))).toBe(100n);
    await inTx((tx) => reverse(tx, { reference: 'parts', as: 'parts/2', share: { of: 100n, total: 100n } }));
    expect(await availableIn(wallet(2))).toBe(0n);
  });

  test('a second time takes nothing more', async () => {
    await inTx((tx) => reverse(tx, { reference: 'parts', as: 'parts/3' }));
    expect(await balanceOf(recovery(2), 'USD')).toEqual({ balance: 0n, held: 0n, available: 0n });
  });

  test('twenty times at once under different names takes back once', async () => {
    await credit('race', 3, 1000n);
    const attempts = Array.from({ length: 20 }, (_, turn) =>
      inTx((tx) => reverse(tx, { reference: 'race', as: `race/${turn}` })),
    );
    expect((await outcomes(attempts)).done).toBe(20);
    expect((await balanceOf(wallet(3), 'USD')).balance).toBe(0n);
    expect((await balanceOf(recovery(3), 'USD')).balance).toBe(0n);
  });

  test('turns what the wallet no longer has into a debt', async () => {
    await credit('spent', 4, 1000n, 200n);
    await postOnce('spending', move(wallet(4), world, 500n));
    await inTx((tx) => reverse(tx, { reference: 'spent', as: 'spent/back' }));
    expect(await availableIn(wallet(4))).toBe(0n);
    expect((await balanceOf(recovery(4), 'USD')).balance).toBe(-500n);
  });

  test('never takes what is held for a payout', async () => {
    await credit('held', 5, 1000n);
    await inTx((tx) => hold(tx, { address: wallet(5), currency: 'USD', amount: 600n, reference: 'payout' }));
    await inTx((tx) => reverse(tx, { reference: 'held', as: 'held/back' }));
    expect(await balanceOf(wallet(5), 'USD')).toEqual({ balance: 600n, held: 600n, available: 0n });
    expect((await balanceOf(recovery(5), 'USD')).balance).toBe(-600n);
  });

  test('leaves balanced books', async () => {
    expect(await broken()).toEqual([]);
  });
});
