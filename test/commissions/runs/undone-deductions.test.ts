import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { approve } from '../../../src/commissions/approve.js';
import { Commission } from '../../../src/commissions/commission.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import type { Sale } from '../../../src/orders/sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSystem } from '../people.js';
import { addTaxRules, fifth } from '../tax-rules.js';
import { installClock, setClock } from './support-clock.js';
import { buys, matchUntil, newProgram, noon, pairsOf, refund, trio, verified } from './town.js';
import type { Trio } from './town.js';

const month = '2026-10';
const on = (day: number) => setClock(new Date(noon(month, day)));

let here: Program;
let people: Trio;
let sold: Sale;

beforeAll(async () => {
  await installClock();
  await addTaxRules(fifth);
});

/** Two pairs of the third of the month, matched and waiting to be approved. */
beforeEach(async () => {
  await on(1);
  here = await newProgram('binary-classic', {
    levels: undefined,
    approval: undefined,
    withholding: ['fifth'],
    binary: { unit: 'volume', pair_value: '100.00', amount: '10.00' },
  });
  people = await trio(here);
  await on(3);
  sold = await buys(here, people.left, '200.00', noon(month, 3));
  await buys(here, people.right, '200.00', noon(month, 3));
  await match(4);
});

async function match(day: number): Promise<CommissionRun> {
  await on(day + 1);
  return matchUntil(here, `${month}-${String(day).padStart(2, '0')}`);
}

/** Takes back the volume of one pair, and matches the days up to that one. */
async function undoOne(day: number): Promise<CommissionRun> {
  await on(day);
  await refund(here, sold, '100.00');
  return match(day);
}

const approveAll = () =>
  asSystem(async (work) => {
    const where = { programId: here.id, status: 'pending' };
    for (const line of await Commission.findAll({ where, order: ['id'], transaction: work.tx }))
      await approve(work, line, null);
  });

const taxesOf = async ({ runId }: CommissionRun): Promise<number[]> =>
  (await asOwner<{ tax: string | null }>('SELECT tax FROM run_lines WHERE run_id = $1 ORDER BY line', [runId])).map(
    ({ tax }) => Number(tax ?? 0),
  );

describe('pairs undone after tax was taken off them', () => {
  test('while they waited for approval gave none back, also when the run is computed again after it', async () => {
    const undone = await undoOne(6);
    await on(9);
    await approveAll();
    expect(await taxesOf(undone)).toEqual([0]);
    expect(await verified(undone)).toMatchObject({ differences: [] });
  });

  test('give back all tax of those that were left when they were approved', async () => {
    await undoOne(6);
    await on(9);
    await approveAll();
    const last = await undoOne(11);
    const backs = (await pairsOf(people.top)).filter(({ reversesId }) => reversesId !== null);
    expect(backs.map(({ deductions }) => deductions)).toEqual([[{ kind: 'tax', amount: '-2.00', why: 'fifth' }]]);
    expect(await taxesOf(last)).toEqual([-200]);
    expect(await verified(last)).toMatchObject({ differences: [] });
  });
});

describe('pairs undone on a day after which the same run forms others', () => {
  test('are the ones that had been formed by that day', async () => {
    await on(6);
    await refund(here, sold, '100.00');
    await on(8);
    for (const buyer of [people.left, people.right]) await buys(here, buyer, '300.00', noon(month, 8));
    await match(9);
    expect((await pairsOf(people.top)).map(({ quantity, undone }) => [quantity, undone])).toEqual([
      [2, 1],
      [3, 0],
    ]);
  });
});
