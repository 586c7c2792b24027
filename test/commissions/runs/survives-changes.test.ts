import { beforeEach, describe, expect, test } from '@jest/globals';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import { Commission } from '../../../src/commissions/commission.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { system } from '../../../src/core/actor.js';
import { moveMember } from '../../../src/network/move-member.js';
import type { Member } from '../../../src/network/member.js';
import { Sale } from '../../../src/orders/sale.js';
import { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { person, walletOf } from '../people.js';
import { brokenBooks } from './support-workers.js';
import {
  buys,
  closeMonth,
  finish,
  joined,
  legsOf,
  matchUntil,
  monthAgo,
  newProgram,
  noon,
  pairsOf,
  refund,
  rowOf,
  trio,
  workAll,
} from './town.js';
import type { Trio } from './town.js';

const month = monthAgo(1);
let here: Program;
let people: Trio;
beforeEach(async () => {
  here = await newProgram('binary-classic');
  people = await trio(here);
});

const askClose = (of = here): Promise<CommissionRun> => requestPeriodRun(system(of.id), { month });

/** A sale that never accrued anything, as an import past the commands leaves it. */
async function importSale(buyer: Member, amount: number, day: number): Promise<{ id: number }> {
  const [sale] = await asOwner<{ id: string }>(
    `INSERT INTO sales (program_id, source, external_order_id, buyer_member_id, amount, currency, volume, status, occurred_at,
       confirmed_at) VALUES ($1, 'import', $2, $3, $4, 'USD', $4, 'confirmed', $5, now()) RETURNING id`,
    [here.id, `${buyer.id}/${day}`, buyer.id, amount, noon(month, day)],
  );
  return { id: Number(sale?.id) };
}

const linesOf = (saleId: number) => Commission.findAll({ where: { saleId, reversesId: null }, order: ['id'] });
const told = (lines: Commission[]) =>
  lines.map(({ amount, reversedAmount, netCredited, status }) => [amount, reversedAmount, netCredited, status]);

describe('a refund between the review of a run and its posting', () => {
  test('goes to the open period: the pairs are posted as they were reviewed', async () => {
    const sale = await buys(here, people.left, '250.00', noon(month, 3));
    await buys(here, people.right, '120.00', noon(month, 3));
    const row = await askClose();
    await workAll();
    await refund(here, sale);
    await finish(row, 'approve');
    expect((await pairsOf(people.top)).map(({ amount }) => amount)).toEqual([1000n]);
    expect(await legsOf(people.top)).toEqual([150, 20, 1]);
    expect(await asOwner('SELECT fact FROM late_facts WHERE program_id = $1', [here.id])).toEqual([]);
    expect(await brokenBooks()).toEqual([]);
  });

  test.each([
    ['in part', 'approve', '40.00', [500n, 200n, 300n, 'approved']],
    ['in part', 'post', '40.00', [500n, 200n, 0n, 'held']],
    ['whole', 'approve', '100.00', [500n, 500n, 0n, 'reversed']],
    ['whole', 'post', '100.00', [500n, 500n, 0n, 'reversed']],
  ] as const)('takes off a missing line what it took back of the sale, %s, %s', async (_, how, amount, expected) => {
    const { id } = await importSale(people.left, 10_000, 5);
    const row = await askClose();
    await workAll();
    expect((await rowOf(row)).totals?.lines).toMatchObject({ level: { missing: { lines: 1, amount: '5.00' } } });
    await refund(here, await Sale.findByPk(id, { rejectOnEmpty: true }), amount);
    await finish(row, how);
    expect(told(await linesOf(id))).toEqual([expected]);
    expect((await walletOf(people.top, here)).balance).toBe(expected[2]);
    expect(await brokenBooks()).toEqual([]);
  });

  test('and a second one afterwards leave nothing of the line, and nothing in the wallet', async () => {
    const { id } = await importSale(people.left, 10_000, 5);
    const row = await askClose();
    await workAll();
    await refund(here, await Sale.findByPk(id, { rejectOnEmpty: true }), '33.33');
    await finish(row, 'approve');
    await refund(here, await Sale.findByPk(id, { rejectOnEmpty: true }), '66.67');
    const all = await Commission.findAll({ where: { saleId: id } });
    expect(all.reduce((sum, line) => sum + line.amount - line.reversedAmount, 0n)).toBe(0n);
    expect((await walletOf(people.top, here)).balance).toBe(0n);
    expect(await brokenBooks()).toEqual([]);
  });
});

describe('what happens while a run is under way', () => {
  test('a sale of its time is counted in the open one, and not twice', async () => {
    await buys(here, people.left, '100.00', noon(month, 3));
    const row = await askClose();
    const late = await buys(here, people.right, '100.00', noon(month, 4));
    await finish(row, 'approve');
    expect(await pairsOf(people.top)).toEqual([]);
    expect(await legsOf(people.top)).toEqual([100, 0, 0]);
    expect(await asOwner('SELECT fact_id::int AS id FROM late_facts WHERE program_id = $1', [here.id])).toEqual([
      { id: late.id },
    ]);
    expect((await rowOf(row)).totals).toMatchObject({ differing: 0, lines: { level: { accrued: { lines: 1 } } } });
    expect(await brokenBooks()).toEqual([]);
  });

  test('a member who moves between computing and posting takes nothing along that was computed where he stood', async () => {
    await buys(here, people.left, '250.00', noon(month, 3));
    await buys(here, people.right, '120.00', noon(month, 3));
    const row = await askClose();
    await workAll();
    const before = (await rowOf(row)).certificate;
    await moveMember(await person('owner', here), { memberId: people.right.id, parentId: people.left.id, slot: 0 });
    await finish(row, 'approve');
    expect((await rowOf(row)).certificate).toEqual(before);
    expect((await pairsOf(people.top)).map(({ amount }) => amount)).toEqual([1000n]);
    expect(await legsOf(people.top)).toEqual([150, 20, 1]);
    expect(await legsOf(people.left)).toEqual([]);
  });

  test('a newcomer is not in it', async () => {
    await buys(here, people.left, '100.00', noon(month, 3));
    const row = await askClose();
    const newcomer = await joined(here, { sponsorId: people.top.id });
    await finish(row);
    const found = await asOwner('SELECT FROM run_members WHERE run_id = $1 AND member_id = $2', [
      row.runId,
      newcomer.id,
    ]);
    expect(found).toEqual([]);
  });
});

describe('a program in which there is little to run', () => {
  const bare = async (document: Record<string, unknown> | null): Promise<Program> => {
    if (document) return newProgram('pipeline', document);
    return Program.create({ key: 'bare', name: 'Bare', currency: 'USD', timeZone: 'UTC' });
  };

  test('without a plan says so', async () => {
    const none = await bare(null);
    await expect(requestMatching(system(none.id), {})).rejects.toMatchObject({ code: 'conflict' });
    await expect(askClose(none)).rejects.toMatchObject({ code: 'invalid' });
  });

  test('whose plan pays no pairs closes its months, and has nothing to match', async () => {
    const plain = await bare({});
    const seller = await joined(plain, { sponsorId: null });
    await buys(plain, seller, '50.00', noon(month, 3));
    await expect(requestMatching(system(plain.id), { until: `${month}-05` })).rejects.toMatchObject({
      code: 'conflict',
    });
    const row = await closeMonth(plain, month);
    expect((await rowOf(row)).totals).toMatchObject({ differing: 0, pairs: { formed: 0 } });
  });

  test('without members and sales has no month to close', async () => {
    await expect(askClose(await newProgram('binary-classic'))).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('a cap that flushes', () => {
  test('with 1,500 left and 1,200 right forms ten, carries 300 and nothing, and 200 are lost on each side', async () => {
    const flushing = await newProgram('binary-classic', {
      binary: {
        unit: 'volume',
        pair_value: '100.00',
        amount: '10.00',
        cap: { pairs: 10, per: 'month' },
        on_cap: 'flush',
      },
    });
    const { top, left, right } = await trio(flushing);
    await buys(flushing, left, '1500.00', noon(month, 3));
    await buys(flushing, right, '1200.00', noon(month, 3));
    const row = await matchUntil(flushing, `${month}-05`);
    expect(await legsOf(top)).toEqual([300, 0, 10]);
    const days = await asOwner('SELECT possible, formed, flushed::int, reasons FROM run_days WHERE run_id = $1', [
      row.runId,
    ]);
    expect(days).toMatchObject([{ possible: 12, formed: 10, flushed: 2 }]);
  });
});

describe('pairs that waited for their window', () => {
  test('and new volume of the same day are one day of the member, told once', async () => {
    const daily = await newProgram('binary-classic', {
      binary: { unit: 'volume', pair_value: '100.00', amount: '10.00', cap: { pairs: 2, per: 'day' } },
    });
    const { left, right } = await trio(daily);
    for (const day of [3, 4]) {
      await buys(daily, left, '400.00', noon(month, day));
      await buys(daily, right, '400.00', noon(month, day));
    }
    const row = await matchUntil(daily, `${month}-05`);
    const days = await asOwner('SELECT day::text, formed FROM run_days WHERE run_id = $1 ORDER BY day, formed', [
      row.runId,
    ]);
    expect(days).toEqual([3, 4, 5].map((day) => ({ day: `${month}-0${day}`, formed: 2 })));
  });
});
