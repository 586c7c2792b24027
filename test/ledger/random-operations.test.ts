import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recovery, wallet, world } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { capture, hold, release } from '../../src/ledger/hold.js';
import { post } from '../../src/ledger/posting.js';
import { reverse } from '../../src/ledger/reversal.js';
import { sealPostings } from '../../src/ledger/seal.js';
import { broken, expense, inTx, move, postOnce } from './ledger.js';

type Operation = { [K in 'act' | 'member' | 'other' | 'amount' | 'which']: K extends 'act' ? string : number };

const acts = ['credit', 'transfer', 'hold', 'capture', 'release', 'reverse', 'seal'];
const operation: fc.Arbitrary<Operation> = fc.record({
  act: fc.constantFrom(...acts),
  member: fc.integer({ min: 1, max: 4 }),
  other: fc.integer({ min: 5, max: 8 }),
  amount: fc.integer({ min: 1, max: 500 }),
  which: fc.integer({ min: 0, max: 40 }),
});

const expected = new Set(['insufficient_funds', 'wrong_state', 'duplicate']);
let turn = 0;

/** Carries out one operation; what it refuses, it must refuse for a reason that callers know. */
async function attempt({ act, member, other, amount, which }: Operation, run: number): Promise<void> {
  turn += 1;
  const place = { address: wallet(member), currency: 'USD', amount: BigInt(amount) };
  const carryOut: Record<string, () => Promise<unknown>> = {
    credit: () => postOnce(`credit/${run}/${which}`, move(expense, wallet(member), BigInt(amount))),
    transfer: () => postOnce(`transfer/${turn}`, move(wallet(member), wallet(other), BigInt(amount))),
    hold: () => inTx((tx) => hold(tx, { ...place, reference: `hold/${run}/${which}` })),
    capture: () =>
      inTx(async (tx) => {
        await capture(tx, `hold/${run}/${which}`);
        await post(tx, { reference: `capture/${turn}`, entries: [move(wallet(member), world, BigInt(amount))] });
      }),
    release: () => inTx((tx) => release(tx, `hold/${run}/${which}`)),
    reverse: () => inTx((tx) => reverse(tx, { reference: `credit/${run}/${which}`, as: `back/${turn}` })),
    seal: sealPostings,
  };
  await carryOut[act]?.().catch((reason: unknown) => {
    if (!(reason instanceof Error && 'code' in reason && expected.has(String(reason.code)))) throw reason;
  });
}

describe('any operations in any order', () => {
  test('leave balanced books, with nobody below zero', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 10, maxLength: 60 }), async (operations) => {
        run += 1;
        for (const one of operations) await attempt(one, run);
        expect(await broken()).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('at the same time leave balanced books', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 30, maxLength: 60 }), async (operations) => {
        await Promise.all(operations.map((one) => attempt(one, 1000)));
        expect(await broken()).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test('credit then full reversal returns a wallet to where it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.bigInt({ min: 1n, max: 100n }),
        async (amount, part) => {
          const reference = `whole/${(turn += 1)}`;
          const before = await balanceOf(wallet(9), 'USD');
          await postOnce(reference, move(expense, wallet(9), amount));
          const share = { of: part, total: 100n };
          await inTx((tx) => reverse(tx, { reference, as: `${reference}/part`, share }));
          await inTx((tx) => reverse(tx, { reference, as: `${reference}/rest` }));
          expect(await balanceOf(wallet(9), 'USD')).toEqual(before);
          expect((await balanceOf(recovery(9), 'USD')).balance).toBe(0n);
        },
      ),
      { numRuns: 30 },
    );
  });
});
