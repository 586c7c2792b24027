import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { approve } from '../../../src/commissions/approve.js';
import { Commission } from '../../../src/commissions/commission.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { system } from '../../../src/core/actor.js';
import type { Member } from '../../../src/network/member.js';
import { recordSale } from '../../../src/orders/record-sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSystem } from '../people.js';
import { addTaxRules, fifth } from '../tax-rules.js';
import { installClock, setClock } from './support-clock.js';
import { buys, matchUntil, newProgram, noon, pairsOf, refund, trio, verified } from './town.js';
import type { Trio } from './town.js';

const month = '2026-10';
const on = (day: number) => setClock(new Date(noon(month, day)));

/** Nothing up to 15.00 a year, then a fifth of all of it. */
const small = { ...fifth, key: 'small', annualThreshold: 1500n, basis: 'year' } as const;

beforeAll(async () => {
  await installClock();
  await addTaxRules(small);
});

const pairs = { unit: 'volume', pair_value: '100.00', amount: '10.00' };
let here: Program;
let people: Trio;

async function settle(changes: Record<string, unknown>): Promise<void> {
  await on(1);
  here = await newProgram('binary-classic', { levels: undefined, approval: undefined, binary: pairs, ...changes });
  people = await trio(here);
}

async function bothBuy(volume: string, day: number): Promise<void> {
  await on(day);
  for (const member of [people.left, people.right]) await buys(here, member, volume, noon(month, day));
}

/** Matches the days up to one, the day after. */
async function match(day: number, how?: 'approve'): Promise<CommissionRun> {
  await on(day + 1);
  return matchUntil(here, `${month}-${String(day).padStart(2, '0')}`, how);
}

const taxesOf = async ({ runId }: CommissionRun): Promise<number[]> =>
  (
    await asOwner<{ tax: string | null }>('SELECT tax FROM run_lines WHERE run_id = $1 ORDER BY day, line', [runId])
  ).map(({ tax }) => Number(tax ?? 0));

const approveAll = () =>
  asSystem(async (work) => {
    const where = { programId: here.id, status: 'pending' };
    for (const line of await Commission.findAll({ where, order: ['id'], transaction: work.tx }))
      await approve(work, line, null);
  });

describe('tax that asks for what a financial year came to', () => {
  beforeEach(() => settle({ withholding: ['small'] }));

  test('is shown by a run as approval takes it, and computed again alike whatever was credited since', async () => {
    await bothBuy('100.00', 3);
    const first = await match(4, 'approve');
    await bothBuy('100.00', 8);
    const second = await match(9);
    expect([await taxesOf(first), await taxesOf(second)]).toEqual([[0], [400]]);
    await on(12);
    await approveAll();
    expect((await pairsOf(people.top)).map(({ deductions }) => deductions)).toEqual([
      [],
      [{ kind: 'tax', amount: '4.00', why: 'small' }],
    ]);
    await bothBuy('300.00', 14);
    const third = await match(15, 'approve');
    expect(await taxesOf(third)).toEqual([600]);
    for (const run of [first, second, third]) expect(await verified(run)).toMatchObject({ differences: [] });
  });

  test('goes on over days on which somebody’s standing changed', async () => {
    await bothBuy('100.00', 3);
    await asOwner(
      `INSERT INTO member_statuses (program_id, member_id, status, effective_at) VALUES ($1, $2, 'inactive', $3)`,
      [here.id, people.left.id, noon(month, 5)],
    );
    await bothBuy('100.00', 8);
    const run = await match(9);
    expect(await taxesOf(run)).toEqual([0, 400]);
  });
});

describe('a limit for inactive members', () => {
  beforeEach(() =>
    settle({ seller: { rate_bp: 1000 }, binary: { ...pairs, inactive_limit: { pairs: 9, net: '20.00' } } }),
  );

  const sells = (seller: Member, day: number) =>
    recordSale(system(here.id), {
      externalOrderId: `sold-${here.id}`,
      amount: '150.00',
      volume: '0.00',
      sellerMemberId: seller.id,
      occurredAt: noon(month, day),
    });

  test.each([
    ['before it was approved', () => Promise.resolve()],
    ['after it was approved', approveAll],
  ])('sees what a refund took back %s from the day of the refund on', async (_, decide) => {
    await on(3);
    const sale = await sells(people.top, 3);
    await decide();
    await bothBuy('100.00', 4);
    await on(6);
    await refund(here, sale);
    await bothBuy('100.00', 8);
    const run = await match(9);
    expect((await pairsOf(people.top)).map(({ amount }) => amount)).toEqual([500n, 1000n]);
    expect(await verified(run)).toMatchObject({ differences: [] });
  });

  test('counts a refund of what was earned before the run at its day, too', async () => {
    await on(2);
    const sale = await sells(people.top, 2);
    await match(2);
    await bothBuy('100.00', 4);
    await on(6);
    await refund(here, sale);
    await bothBuy('100.00', 8);
    const run = await match(9);
    expect((await pairsOf(people.top)).map(({ amount }) => amount)).toEqual([500n, 1000n]);
    expect(await verified(run)).toMatchObject({ differences: [] });
  });
});

describe('a refund that takes volume back and undoes no pair', () => {
  test('leaves a run that is computed again alike', async () => {
    await settle({});
    await on(3);
    const sale = await buys(here, people.left, '250.00', noon(month, 3));
    await buys(here, people.right, '100.00', noon(month, 3));
    await match(4);
    await on(6);
    await refund(here, sale, '50.00');
    const run = await match(7);
    expect(await pairsOf(people.top)).toHaveLength(1);
    expect(await verified(run)).toMatchObject({ differences: [] });
  });
});
