import { beforeAll, describe, expect, test } from '@jest/globals';
import { releaseReserves } from '../../src/commissions/reserve-jobs.js';
import { system } from '../../src/core/actor.js';
import { transaction } from '../../src/core/transaction.js';
import { house, recovery, reserve, wallet } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { post } from '../../src/ledger/posting.js';
import { activate } from '../../src/network/activation.js';
import { changeMemberStatus } from '../../src/network/change-status.js';
import type { Member } from '../../src/network/member.js';
import { Order } from '../../src/orders/order.js';
import type { Program } from '../../src/programs/program.js';
import { asSystem, broken, member, program, walletOf } from './people.js';

let here: Program;
beforeAll(async () => {
  here = await program('ev');
});

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

let journals = 0;

/** Moves 400.00 from the house to one of the member's accounts. */
const give = (to: string, effectiveAt: Date, debit = house(here.key, 'commission-expense')) =>
  transaction((tx) => {
    journals += 1;
    const money = { amount: 40_000n, currency: here.currency };
    return post(tx, {
      reference: `test/${journals}`,
      effectiveAt,
      entries: [{ debit, credit: to, kind: 'test', money }],
    });
  });

async function keeper(since: Date): Promise<Member> {
  const { member: keeping } = await member(here);
  await give(reserve(keeping.id), since);
  return keeping;
}

const kept = async ({ id }: Member) => (await balanceOf(reserve(id), here.currency)).balance;

const book = ({ id: customerMemberId }: Member) =>
  transaction((tx) =>
    Order.create(
      {
        programId: here.id,
        customerMemberId,
        customerFirstName: 'Booking',
        total: 10_000_000n,
        currency: here.currency,
        isBooking: true,
      },
      { transaction: tx },
    ),
  );

describe('what is kept aside for instalments', () => {
  test('goes back to the wallet after 90 days without an open booking, once', async () => {
    const waiting = await keeper(daysAgo(91));
    const newer = await keeper(daysAgo(89));
    await releaseReserves.run({});
    await releaseReserves.run({});
    expect([await kept(waiting), (await walletOf(waiting, here)).balance]).toEqual([0n, 40_000n]);
    expect([await kept(newer), (await walletOf(newer, here)).balance]).toEqual([40_000n, 0n]);
    expect(await broken()).toEqual([]);
  });

  test('stays while a booking is open', async () => {
    const waiting = await keeper(daysAgo(200));
    await book(waiting);
    await releaseReserves.run({});
    expect(await kept(waiting)).toBe(40_000n);
  });

  test('waits anew for what came in after a release', async () => {
    const waiting = await keeper(daysAgo(120));
    await releaseReserves.run({});
    await give(reserve(waiting.id), daysAgo(10));
    await releaseReserves.run({});
    expect([await kept(waiting), (await walletOf(waiting, here)).balance]).toEqual([40_000n, 40_000n]);
  });

  test('is released when the member becomes an Active Buyer, and when he leaves', async () => {
    const buyer = await keeper(daysAgo(1));
    await asSystem(async (work) => activate(work, await buyer.reload({ transaction: work.tx }), work.now));
    expect(await kept(buyer)).toBe(0n);
    const leaver = await keeper(daysAgo(1));
    await changeMemberStatus(system(here.id), { memberId: leaver.id, status: 'closed', reason: 'left' });
    expect([await kept(leaver), (await walletOf(leaver, here)).balance]).toEqual([0n, 40_000n]);
    expect(await broken()).toEqual([]);
  });

  test('fills what the member owes first', async () => {
    const owing = await keeper(daysAgo(91));
    await give(wallet(owing.id), daysAgo(91), recovery(owing.id));
    await transaction((tx) =>
      post(tx, {
        reference: `test/spent/${owing.id}`,
        entries: [
          {
            debit: wallet(owing.id),
            credit: house(here.key, 'commission-expense'),
            kind: 'test',
            money: { amount: 30_000n, currency: here.currency },
          },
        ],
      }),
    );
    await releaseReserves.run({});
    expect((await balanceOf(recovery(owing.id), here.currency)).balance).toBe(0n);
    expect((await walletOf(owing, here)).balance).toBe(10_000n);
  });
});
