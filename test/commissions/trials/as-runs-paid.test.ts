import { beforeAll, describe, expect, test } from '@jest/globals';
import { approve } from '../../../src/commissions/approve.js';
import { Commission } from '../../../src/commissions/commission.js';
import { formatAmount } from '../../../src/core/money.js';
import { system } from '../../../src/core/actor.js';
import type { Member } from '../../../src/network/member.js';
import { recordSale } from '../../../src/orders/record-sale.js';
import type { Sale } from '../../../src/orders/sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSystem } from '../people.js';
import { addTaxRules, fifth } from '../tax-rules.js';
import { installClock, setClock } from '../runs/support-clock.js';
import { buys, closeMonth, joined, matchUntil, newProgram, noon, pairsOf, refund, trio } from '../runs/town.js';
import { byMember, paidIn, sumOf } from './as-paid.js';
import { draft, simulated } from './trials.js';

const months = ['2026-05', '2026-06', '2026-07', '2026-08'];
/** Days of which a night matches the days before; elsewhere a month is counted as it is closed. */
const nights: Record<string, readonly number[]> = { '2026-05': [14, 22], '2026-07': [14, 22] };
const on = (month: string, day: number) => setClock(new Date(noon(month, day)));

beforeAll(async () => {
  await installClock();
  await addTaxRules(fifth, { ...fifth, key: 'yearly', annualThreshold: 7000n, basis: 'year' });
});

/** Always the same numbers, but without an order that anybody thought of. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

/** A place in the tree for each of seven: one above, two below it, two below each of these. */
async function seven(here: Program): Promise<Member[]> {
  const { top, left, right } = await trio(here);
  const members = [top, left, right];
  for (const { id: parentId } of [left, right])
    for (const slot of [0, 1]) members.push(await joined(here, { sponsorId: parentId, placement: { parentId, slot } }));
  return members;
}

const creditAll = ({ id }: Program) =>
  asSystem(async (work) => {
    const where = { programId: id, status: ['pending', 'held'], reversesId: null };
    for (const line of await Commission.findAll({ where, order: ['id'], transaction: work.tx }))
      await approve(work, line.status === 'held' ? line.become('pending') : line, null);
  });

/** Four months of sales, of refunds of sales of any month before, and of runs that close them. */
async function live(here: Program, roll: (sides: number) => number, how: 'approve' | 'post'): Promise<void> {
  await on('2026-04', 1);
  const members = await seven(here);
  const sales: Sale[] = [];
  for (const month of months) {
    for (const day of [2, 5, 9, 14, 18, 22, 26]) {
      await on(month, day);
      if (nights[month]?.includes(day)) await matchUntil(here, `${month}-${String(day - 1).padStart(2, '0')}`, how);
      if (sales.length > 4 && [2, 5, 18].includes(day)) await refundOne(here, sales, roll);
      else sales.push(...(await sellBelow(here, members, { roll, at: noon(month, day) })));
      if (how === 'approve') await creditAll(here);
    }
    await on(after(month), 1);
    await closeMonth(here, month, how);
  }
}

const after = (month: string): string => `2026-${String(Number(month.slice(5)) + 1).padStart(2, '0')}`;

/** Sells the same to somebody in each of the highest member's legs. */
async function sellBelow(
  here: Program,
  members: readonly Member[],
  { roll, at }: { roll: (sides: number) => number; at: string },
): Promise<Sale[]> {
  const amount = `${String(150 + roll(300))}.${String(10 + roll(90))}`;
  const sales: Sale[] = [];
  for (const side of [0, 2]) {
    const buyer = members[3 + side + roll(2)];
    const sellerMemberId = buyer?.sponsorId ?? 0;
    const bought = { amount, volume: amount, occurredAt: at, buyerMemberId: buyer?.id ?? 0, sellerMemberId };
    sales.push(await recordSale(system(here.id), { externalOrderId: `sold-${at}-${String(side)}`, ...bought }));
  }
  return sales;
}

/** All of a sale, or half; never the same sale twice. */
async function refundOne(here: Program, sales: Sale[], roll: (sides: number) => number): Promise<void> {
  const [sale] = sales.splice(roll(sales.length), 1);
  if (sale) await refund(here, sale, roll(2) === 0 ? undefined : formatAmount(sale.amount / 2n));
}

const undoneSql = `
  SELECT count(*)::int AS undone FROM run_pairs JOIN commission_runs USING (run_id, fence)
  WHERE program_id = $1 AND to_char(day, 'YYYY-MM') < to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM')`;

const pairs = { unit: 'volume', pair_value: '100.00', amount: '10.00', unpaid_first: true };
const limit = { inactive_limit: { pairs: 60, net: '80.00' } };
const none = { levels: undefined, seller: undefined, approval: undefined, withholding: undefined, binary: undefined };

const plans: [string, Record<string, unknown>, 'post'?][] = [
  [
    'levels, sellers and capped pairs',
    {
      seller: { rate_bp: 1000 },
      levels: { tree: 'placement', on: ['purchase'], rates_bp: [500, 300], compression: 'standard' },
      binary: {
        ...pairs,
        cap: { pairs: 6, per: 'month' },
        instalment: { from_pair: 2, rate_bp: 2000, when: 'not_active_buyer' },
      },
    },
  ],
  ['volume that expires', { binary: { ...pairs, at_period_end: 'expire', expire_after: 2 } }],
  [
    'a limit net of a tax on each credit, and of instalments',
    {
      binary: { ...pairs, ...limit, instalment: { from_pair: 3, rate_bp: 1000, when: 'not_active_buyer' } },
      withholding: ['fifth'],
    },
  ],
  ['a limit net of a tax by the year', { binary: { ...pairs, ...limit }, withholding: ['yearly'] }],
  [
    'a limit of everything earned',
    { binary: { ...pairs, ...limit }, withholding: ['fifth'], seller: { rate_bp: 300 } },
  ],
  ['a limit of what nobody decides about', { binary: { ...pairs, ...limit } }, 'post'],
];

describe.each(plans)('a simulation of the plan in force, with %s', (_, changes, how) => {
  test('comes to what runs paid, over any number of months, cent by cent', async () => {
    const here = await newProgram('binary-classic', { ...none, ...changes });
    await live(here, dice(20_261_121), how ?? 'approve');
    await creditAll(here);
    const paid = await paidIn(here);
    expect((await asOwner<{ undone: number }>(undoneSql, [here.id]))[0]?.undone).toBeGreaterThan(0);
    const same = await draft(here);
    const nothing = await draft(here, { ...none, seller: { rate_bp: 0 } });
    for (const count of [1, 2, 3]) {
      const wanted = months.slice(-count);
      const found = await simulated(same, count);
      expect(found.periods.map(({ month, active }) => [month, active.paid])).toEqual(
        wanted.map((month) => [month, formatAmount(sumOf(paid.filter((one) => one.month === month)))]),
      );
      expect(found.periods.map((period) => period.draft)).toEqual(
        found.periods.map(({ active: { planId: _id, version: _version, ...active } }) => active),
      );
      expect(found.changes).toEqual([]);
      const { changes: lost } = await simulated(nothing, count);
      expect(lost.map(({ memberId, before }) => [memberId, before]).sort()).toEqual(byMember(paid, wanted));
    }
  });
});

describe('a limit', () => {
  test('counts a pair that nobody had decided about as it was before a refund in that time undid it', async () => {
    const net = { inactive_limit: { pairs: 60, net: '30.00' } };
    await on('2026-06', 1);
    const here = await newProgram('binary-classic', { ...none, binary: { ...pairs, unpaid_first: false, ...net } });
    const { top, left, right } = await trio(here);
    await on('2026-06', 3);
    const [sale] = [
      await buys(here, left, '200.00', noon('2026-06', 3)),
      await buys(here, right, '200.00', noon('2026-06', 3)),
    ];
    await on('2026-07', 1);
    await closeMonth(here, '2026-06');
    await on('2026-07', 5);
    await refund(here, sale, '100.00');
    await on('2026-07', 10);
    for (const buyer of [left, right]) await buys(here, buyer, '300.00', noon('2026-07', 10));
    await on('2026-08', 1);
    await closeMonth(here, '2026-07');
    expect((await pairsOf(top)).map(({ amount, reversedAmount }) => [amount, reversedAmount])).toEqual([
      [2000n, 1000n],
      [2000n, 0n],
    ]);
    const { total } = await simulated(await draft(here), 1);
    expect([total.active.paid, total.draft.paid]).toEqual(['10.00', '10.00']);
  });

  test('sees what a refund takes of a sale of the same time from its day on', async () => {
    const net = { inactive_limit: { pairs: 60, net: '30.00' } };
    const plan = { ...none, seller: { rate_bp: 1000 }, binary: { ...pairs, unpaid_first: false, ...net } };
    await on('2026-06', 1);
    const here = await newProgram('binary-classic', plan);
    const { top, left, right } = await trio(here);
    await on('2026-07', 3);
    const sold = await recordSale(system(here.id), {
      ...{ externalOrderId: 'sold', amount: '200.00', volume: '0.00', occurredAt: noon('2026-07', 3) },
      sellerMemberId: top.id,
    });
    await on('2026-07', 5);
    for (const buyer of [left, right]) await buys(here, buyer, '300.00', noon('2026-07', 5));
    await on('2026-07', 8);
    await refund(here, sold);
    await on('2026-08', 1);
    await closeMonth(here, '2026-07');
    expect((await pairsOf(top)).map(({ amount }) => amount)).toEqual([1000n, 2000n]);
    const { total } = await simulated(await draft(here), 1);
    expect([total.active.paid, total.draft.paid]).toEqual(['30.00', '30.00']);
  });
});
