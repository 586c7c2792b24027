import { describe, expect, test } from '@jest/globals';
import { expense, broken, give, inTx, move, outcomes, postOnce } from './ledger.js';
import { wallet, world } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { capture, hold, release } from '../../src/ledger/hold.js';
import { post } from '../../src/ledger/posting.js';

const holdFor = (memberId: number, amount: bigint, reference: string): Promise<void> =>
  inTx((tx) => hold(tx, { address: wallet(memberId), currency: 'USD', amount, reference }));

describe('holding money', () => {
  test('takes it out of what is available and leaves the balance', async () => {
    await give(1, 1000n);
    await holdFor(1, 600n, 'one');
    expect(await balanceOf(wallet(1), 'USD')).toEqual({ balance: 1000n, held: 600n, available: 400n });
  });

  test('refuses more than is available', async () => {
    await expect(holdFor(1, 401n, 'more')).rejects.toMatchObject({ code: 'insufficient_funds' });
    await expect(holdFor(99, 1n, 'nothing there')).rejects.toMatchObject({ code: 'insufficient_funds' });
  });

  test('fifty times 60 % at once succeeds once', async () => {
    await give(2, 1000n);
    const attempts = Array.from({ length: 50 }, (_, turn) => holdFor(2, 600n, `many/${turn}`));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['insufficient_funds'] });
  });

  test('keeps it from being spent', async () => {
    await expect(postOnce('held', move(wallet(1), world, 401n))).rejects.toMatchObject({ code: 'insufficient_funds' });
  });

  test('is for members and budgets only', async () => {
    await postOnce('house', move(world, expense, 1000n));
    const request = { address: expense, currency: 'USD', amount: 1n, reference: 'house hold' };
    await expect(inTx((tx) => hold(tx, request))).rejects.toThrow('only owned accounts');
  });
});

describe('closing a hold', () => {
  test('capturing frees the money for the posting that follows', async () => {
    await give(3, 1000n);
    await holdFor(3, 1000n, 'all');
    await inTx(async (tx) => {
      await capture(tx, 'all');
      await post(tx, { reference: 'all paid', entries: [move(wallet(3), world, 1000n)] });
    });
    expect(await balanceOf(wallet(3), 'USD')).toEqual({ balance: 0n, held: 0n, available: 0n });
  });

  test('releasing gives it back once, however often it is asked', async () => {
    await give(4, 1000n);
    await holdFor(4, 600n, 'back');
    const attempts = Array.from({ length: 20 }, () => inTx((tx) => release(tx, 'back')));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['wrong_state'] });
    expect((await balanceOf(wallet(4), 'USD')).available).toBe(1000n);
  });

  test('releasing what was captured is refused', async () => {
    await expect(inTx((tx) => release(tx, 'all'))).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('leaves balanced books', async () => {
    expect(await broken()).toEqual([]);
  });
});
