import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { system } from '../../../src/core/actor.js';
import type { Sale } from '../../../src/orders/sale.js';
import type { Program } from '../../../src/programs/program.js';
import { installClock, setClock } from '../runs/support-clock.js';
import { buys, finish, matchUntil, newProgram, noon, pairsOf, refund, rowOf, trio, workAll } from '../runs/town.js';
import type { Trio } from '../runs/town.js';
import { lineTold, memberTold, runLineTold } from './told.js';

const month = '2026-10';
const day = (number: number) => noon(month, number).slice(0, 10);
const on = (number: number) => setClock(new Date(noon(month, number)));
let here: Program;
let people: Trio;
let sold: Sale;

beforeAll(installClock);

async function begin(binary: Record<string, unknown> = {}): Promise<void> {
  await on(1);
  here = await newProgram('binary-classic', {
    levels: undefined,
    approval: undefined,
    binary: { unit: 'volume', pair_value: '100.00', amount: '10.00', ...binary },
  });
  people = await trio(here);
}

/** So many pairs of a day, matched. */
async function form(pairs: number, of: number, how: 'post' | 'approve' = 'approve'): Promise<void> {
  await on(of);
  sold = await buys(here, people.left, `${pairs}00.00`, noon(month, of));
  await buys(here, people.right, `${pairs}00.00`, noon(month, of));
  await on(of + 1);
  await matchUntil(here, day(of), how);
}

async function takeBack(amount: string, of: number) {
  await on(of);
  await refund(here, sold, amount);
  await on(of + 1);
  const row = await requestMatching(system(here.id), { until: day(of) });
  await workAll();
  return row.reload();
}

const parts = async (row: { programId: number; runId: number }) => (await runLineTold(row, 1)).facts['takes_back'];

describe('pairs undone of a line more than once', () => {
  beforeEach(() => begin());

  test('are told with each run as it undid them', async () => {
    await form(3, 3);
    const [line] = await pairsOf(people.top);
    const first = await takeBack('100.00', 6);
    expect(await parts(first)).toEqual([{ commission_id: line?.id, pairs: 1 }]);
    await finish(first);
    const second = await takeBack('200.00', 8);
    await finish(second);
    expect(await parts(await rowOf(first))).toEqual([{ commission_id: line?.id, pairs: 1 }]);
    expect(await parts(await rowOf(second))).toEqual([{ commission_id: line?.id, pairs: 2 }]);
  });

  test('in a review, are those of the latest lines, and so many of each as are left', async () => {
    await form(1, 3);
    await form(2, 5);
    const [, middle] = await pairsOf(people.top);
    const refundable = sold;
    await form(1, 7);
    const last = (await pairsOf(people.top))[2];
    sold = refundable;
    expect(await parts(await takeBack('200.00', 9))).toEqual([
      { commission_id: last?.id, pairs: 1 },
      { commission_id: middle?.id, pairs: 1 },
    ]);
  });

  test('of lines that nobody had been credited for, are counted too', async () => {
    await form(2, 3, 'post');
    const row = await takeBack('100.00', 6);
    await finish(row);
    const { sentences, facts } = await runLineTold(await rowOf(row), 1);
    expect(facts).toMatchObject({ undone: 1, takes_back: [], undone_uncredited: 1 });
    expect(sentences).toContain('Of lines that were not credited: 1 pair.');
  });

  test('are summed once in what the member earned', async () => {
    await form(2, 3);
    const row = await finish(await takeBack('100.00', 6));
    const { facts } = await memberTold(people.top, row);
    expect(facts['earned']).toEqual([expect.objectContaining({ kind: 'pair', lines: 1, amount: '-10.00' })]);
  });
});

describe('pairs after others that the same run undid', () => {
  test('tell what had been credited by then, without what those had paid', async () => {
    await begin({ inactive_limit: { pairs: 60, net: '25.00' } });
    await form(1, 3);
    await on(6);
    await refund(here, sold, '100.00');
    await form(2, 8);
    const line = (await pairsOf(people.top)).find(({ quantity }) => quantity === 2);
    expect((await lineTold(line)).facts['limit']).toMatchObject({ credited_before: '0.00' });
  });
});

describe('a pair undone of a line whose first one was not paid', () => {
  test('takes back what it had paid, as the run computed it', async () => {
    await begin({ unpaid_first: true });
    await form(3, 3);
    const row = await finish(await takeBack('100.00', 6));
    const [line, back] = await pairsOf(people.top);
    expect([line?.amount, back?.amount, back?.quantity]).toEqual([2000n, -1000n, -1]);
    expect((await lineTold(back)).sentences).toContain(
      `1 pair undone on ${day(6)}, because more was taken back from a leg than it held.`,
    );
    expect((await runLineTold(await rowOf(row), 1)).facts).toMatchObject({ undone: 1, amount: '-10.00' });
  });
});
