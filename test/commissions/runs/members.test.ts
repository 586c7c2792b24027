import { beforeAll, describe, expect, test } from '@jest/globals';
import { Commission } from '../../../src/commissions/commission.js';
import { reasonsOf } from '../../../src/commissions/engine/lines.js';
import { installTaxRules } from '../../../src/compliance/install-tax-rules.js';
import { system } from '../../../src/core/actor.js';
import { transaction } from '../../../src/core/transaction.js';
import { reserve } from '../../../src/ledger/address.js';
import { balanceOf } from '../../../src/ledger/balance.js';
import { activate, deactivate } from '../../../src/network/activation.js';
import { Member } from '../../../src/network/member.js';
import { Order } from '../../../src/orders/order.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSystem, broken, walletOf } from '../people.js';
import { closeMonth, joined, legsOf, matchUntil, monthAgo, newProgram, pairsOf, rowOf, verified } from './town.js';

const month = monthAgo(1, 'Asia/Kolkata');
const noonIn = (day: number) => new Date(`${month}-${String(day).padStart(2, '0')}T06:30:00Z`);

beforeAll(() => installTaxRules(system(), {}));

const active = (member: Member, at: Date) =>
  asSystem(async (work) => activate(work, await Member.findByPk(member.id, { rejectOnEmpty: true }), at));

/** Somebody whose left and right leg get so many activated members each, one below the other, on a day. */
async function withPairs(here: Program, count: number, day: number, top?: Member): Promise<Member> {
  const owner = top ?? (await joined(here, { sponsorId: null }));
  for (const placement of ['left_chain', 'right_chain'] as const) {
    for (let made = 0; made < count; made += 1) {
      await active(await joined(here, { sponsorId: owner.id, placement }), noonIn(day));
    }
  }
  return owner;
}

const told = (lines: Commission[]) => lines.map(({ quantity, amount, instalment }) => [quantity, amount, instalment]);

describe('pairs of members under the README preset', () => {
  test('pay 2,000 each; from the sixth 20 % goes to the instalments of who is no Active Buyer', async () => {
    const here = await newProgram('ev');
    const top = await withPairs(here, 6, 3);
    await matchUntil(here, `${month}-05`, 'approve');
    expect(told(await pairsOf(top))).toEqual([[6, 1_200_000n, 40_000n]]);
    const bonuses = 12n * 100_000n;
    expect((await walletOf(top, here)).balance).toBe(1_160_000n);
    expect((await Commission.sum('amount', { where: { beneficiaryId: top.id, kind: 'referral' } })).toString()).toBe(
      bonuses.toString(),
    );
    expect((await balanceOf(reserve(top.id), here.currency)).balance).toBe(40_000n);
    expect(await broken()).toEqual([]);
  });

  test('pay an Active Buyer in full, and the eleventh of a month waits for the next', async () => {
    const here = await newProgram('ev');
    const top = await withPairs(here, 11, 3);
    await active(top, noonIn(2));
    await matchUntil(here, `${month}-05`);
    expect(told(await pairsOf(top))).toEqual([[10, 2_000_000n, 0n]]);
    expect(await legsOf(top, 1)).toEqual([1, 1, 10]);
  });

  test('are undone when the unit that made them leaves', async () => {
    const here = await newProgram('ev');
    const top = await withPairs(here, 1, 3);
    await matchUntil(here, `${month}-05`, 'approve');
    expect(await legsOf(top, 1)).toEqual([0, 0, 1]);
    const [unit] = await Member.findAll({ where: { sponsorId: top.id }, order: ['id'] });
    if (unit) await asSystem(async (work) => deactivate(work, await Member.findByPk(unit.id, { rejectOnEmpty: true })));
    await asOwner(`UPDATE leg_units SET happened_at = $2, counted_at = $2 WHERE program_id = $1 AND units = -1`, [
      here.id,
      noonIn(6),
    ]);
    await matchUntil(here, `${month}-08`);
    expect(await legsOf(top, 1)).toEqual([0, 1, 0]);
    const [line, back] = await pairsOf(top);
    expect([line?.status, back?.amount, back?.reversesId]).toEqual(['reversed', -200_000n, line?.id]);
    expect(await broken()).toEqual([]);
  });
});

describe('pairs of members under the 2026 preset', () => {
  test('begin after three activated directs; the first one forms and pays nothing', async () => {
    const here = await newProgram('ev-2026');
    const top = await withPairs(here, 1, 3);
    const first = await matchUntil(here, `${month}-04`);
    expect(await pairsOf(top)).toEqual([]);
    expect((await rowOf(first)).totals?.membersByReason).toEqual({ binary_inactive: 1 });
    await withPairs(here, 1, 6, top);
    const second = await matchUntil(here, `${month}-07`, 'approve');
    expect(told(await pairsOf(top))).toEqual([[2, 200_000n, 0n]]);
    expect((await walletOf(top, here)).balance).toBe(160_000n);
    const days = await asOwner<{ formed: number; paid: number; reasons: number }>(
      'SELECT formed, paid, reasons FROM run_days WHERE run_id = $1 AND member_id = $2 ORDER BY day DESC LIMIT 1',
      [second.runId, top.id],
    );
    expect(days.map(({ formed, paid, reasons }) => [formed, paid, reasonsOf(reasons)])).toEqual([
      [2, 1, ['first_pair']],
    ]);
    expect(await broken()).toEqual([]);
  });

  test('give an Active Buyer’s 20 % to what an open booking has due, and nothing where nothing is due', async () => {
    const here = await newProgram('ev-2026');
    const due = async (total: bigint) => {
      const top = await withPairs(here, 6, 3);
      await active(top, noonIn(2));
      if (total > 0n) await booking(here, top, total);
      return top;
    };
    const [much, little, none] = [await due(5_000_000n), await due(25_000n), await due(0n)];
    const row = await matchUntil(here, `${month}-05`, 'approve');
    expect(await verified(row)).toMatchObject({ isIdentical: true, differences: [] });
    const shares = await Promise.all([much, little, none].map(async (top) => told(await pairsOf(top))));
    expect(shares).toEqual([[[6, 1_000_000n, 40_000n]], [[6, 1_000_000n, 25_000n]], [[6, 1_000_000n, 0n]]]);
  });

  test('stop a member who is no Active Buyer at 10,000 net: the largest gross that fits', async () => {
    const here = await newProgram('ev-2026');
    const top = await withPairs(here, 3, 3);
    // The bonuses for those below are earned as they are placed, which is now.
    await credited(here, top, 970_000n);
    const row = await matchUntil(here, `${month}-05`, 'approve');
    expect(told(await pairsOf(top))).toEqual([[2, 37_500n, 0n]]);
    expect((await rowOf(row)).totals?.membersByReason).toMatchObject({ inactive_limit: 1 });
    expect((await walletOf(top, here)).balance).toBe(30_000n);
    expect(await verified(row)).toMatchObject({ isIdentical: true, differences: [] });
  });

  test('are verified, whatever is owed by or was credited to those who form none', async () => {
    const here = await newProgram('ev-2026');
    await withPairs(here, 3, 3);
    const [buyer, seller] = [await joined(here, { sponsorId: null }), await joined(here, { sponsorId: null })];
    await booking(here, buyer, 5_000_000n);
    await credited(here, seller, 100_000n);
    const row = await matchUntil(here, `${month}-05`, 'approve');
    expect(await verified(row)).toMatchObject({ isIdentical: true, differences: [] });
    await Order.update({ paid: 1_000_000n }, { where: { customerMemberId: buyer.id } });
    await credited(here, buyer, 100_000n);
    expect(await verified(row)).toMatchObject({ isIdentical: true, differences: [] });
  });

  test('stop at ten a day, and go on the next day', async () => {
    const here = await newProgram('ev-2026');
    const top = await withPairs(here, 12, 3);
    await active(top, noonIn(2));
    const row = await matchUntil(here, `${month}-03`);
    expect((await rowOf(row)).totals?.membersByReason).toEqual({ daily_cap: 1, first_pair: 1 });
    await matchUntil(here, `${month}-04`);
    expect((await pairsOf(top)).map(({ quantity }) => quantity)).toEqual([10, 2]);
  });
});

describe('a month of members', () => {
  test('closes with every referral bonus accrued already', async () => {
    const here = await newProgram('ev');
    await withPairs(here, 2, 3);
    const row = await closeMonth(here, month);
    expect((await rowOf(row)).totals).toMatchObject({
      differing: 0,
      lines: { referral: { accrued: { lines: 4 } }, pair: { new: { lines: 1 } } },
    });
  });
});

async function booking(here: Program, of: Member, total: bigint): Promise<void> {
  const { id: programId, currency } = here;
  const booked = { programId, currency, customerMemberId: of.id, customerFirstName: 'Booking', total, isBooking: true };
  await transaction((tx) => Order.create({ ...booked, status: 'active' }, { transaction: tx }));
}

/** Money that a member was credited before. */
async function credited(here: Program, to: Member, net: bigint): Promise<void> {
  await transaction((tx) =>
    Commission.create(
      {
        programId: here.id,
        beneficiaryId: to.id,
        kind: 'adjustment',
        amount: net,
        netCredited: net,
        currency: here.currency,
        status: 'pending',
        accrualKey: `test/credited/${to.id}`,
        explanation: { rule: 'adjustment', plan: null, path: [], base: null, rateBp: null, rounding: null, notes: [] },
        earnedAt: noonIn(1),
      },
      { transaction: tx },
    ),
  );
}
