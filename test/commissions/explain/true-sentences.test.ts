import { describe, expect, test } from '@jest/globals';
import { approveCommission } from '../../../src/commissions/approve-commission.js';
import { Commission } from '../../../src/commissions/commission.js';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import { system } from '../../../src/core/actor.js';
import { cancelRun } from '../../../src/jobs/change-run.js';
import { activate, deactivate } from '../../../src/network/activation.js';
import type { Program } from '../../../src/programs/program.js';
import { asSystem, linesOf, sell } from '../people.js';
import {
  buys,
  closeMonth,
  finish,
  joined,
  matchUntil,
  monthAgo,
  newProgram,
  noon,
  pairsOf,
  trio,
  workAll,
} from '../runs/town.js';
import { lineTold, memberTold, runLineTold } from './told.js';

const [before, month] = [monthAgo(2), monthAgo(1)];
const day = (number: number) => noon(month, number).slice(0, 10);
const english = /[a-z]{4,}/;

async function credited(program: Program, where: Record<string, unknown>): Promise<Commission> {
  const line = await Commission.findOne({ where, rejectOnEmpty: true });
  await Commission.update({ status: 'pending', heldFor: null, holdUntil: null }, { where: { id: line.id } });
  await approveCommission(system(program.id), { commissionId: line.id });
  return line;
}

describe('a line that a plan calls a match', () => {
  const levels = { kind: 'binary_match', on: ['purchase'], rates_bp: [500, 300] };

  test.each([
    [{ tree: 'placement', from: 'seller' }, 'Earned as the placement parent of the seller of', 'Earned as an upline'],
    [{ tree: 'sponsor', from: 'seller' }, 'Earned as an upline', 'Earned as an upline'],
    [{ tree: 'placement', from: 'buyer' }, 'Earned as an upline', 'Earned as an upline'],
  ])('under %j is that of a parent only where it is', async (rules, first, second) => {
    const here = await newProgram('telemarketing', { seller: undefined, levels: { ...levels, ...rules } });
    const top = await joined(here, { sponsorId: null });
    const middle = await joined(here, { sponsorId: top.id });
    const sale = await sell(here, await joined(here, { sponsorId: middle.id }), '100.00');
    const told = await Promise.all((await linesOf(sale)).map((line) => lineTold(line)));
    expect(told.map(({ sentences }) => sentences[0])).toEqual([
      expect.stringContaining(first),
      expect.stringContaining(second),
    ]);
  });
});

describe('a line of a run', () => {
  async function computed() {
    const here = await newProgram('binary-classic');
    const { left, right } = await trio(here);
    for (const one of [left, right]) await buys(here, one, '100.00', noon(month, 3));
    const row = await requestPeriodRun(system(here.id), { month });
    await workAll();
    return row.reload();
  }
  const last = async (row: Awaited<ReturnType<typeof computed>>) => (await runLineTold(row, 1)).sentences.at(-1);

  test('waits for the posting, and then is posted', async () => {
    const row = await computed();
    expect(await last(row)).toBe(`It stands in run ${row.runId}; posting makes it a commission.`);
    await finish(row);
    expect(await last(row)).toBe(`Run ${row.runId} is posted, and this line with it.`);
  });

  test('that was cancelled is never posted', async () => {
    const row = await computed();
    await cancelRun(system(row.programId), { runId: row.runId });
    expect(await last(row)).toBe(`Run ${row.runId} was cancelled; nothing of it was posted.`);
  });
});

describe('the cap of a rank', () => {
  test('is that of the last month that had ended, though its close was posted later', async () => {
    const here = await newProgram('binary-classic', {
      ranks: { paid_as_by: [{ name: 'Two', downline: 2 }] },
      binary: {
        unit: 'volume',
        pair_value: '100.00',
        amount: '10.00',
        cap: { pairs: 1, per: 'day', by_rank: { Two: 3 } },
      },
    });
    const { top, left, right } = await trio(here);
    await buys(here, left, '10.00', noon(before, 3));
    await closeMonth(here, before);
    for (const one of [left, right]) await buys(here, one, '500.00', noon(month, 3));
    await matchUntil(here, day(3));
    const [line] = await pairsOf(top);
    const { sentences, facts } = await lineTold(line);
    expect([line?.quantity, facts['cap']]).toEqual([3, 3]);
    expect(sentences).toContain(
      'The cap of 3 pairs a day left room for 3 pairs: 2 pairs not formed, the legs keep their volume.',
    );
  });
});

describe('a member who is not an Active Buyer', () => {
  test('is told no sum of credits that the run did not note', async () => {
    const here = await newProgram('ev-2026');
    const { top } = await trio(here);
    await buys(here, top, '10.00', noon(month, 2));
    const { sentences } = await memberTold(top, await matchUntil(here, day(4)));
    expect(sentences).toContain(
      'Who is not an Active Buyer stops at 5 pairs or 10000.00 INR credited; 0 formed so far.',
    );
  });
});

describe('a plan that pays for people', () => {
  test('is marked with each of its lines, and what is kept for instalments is told in Hindi alone', async () => {
    const here = await newProgram('ev');
    const top = await joined(here, { sponsorId: null });
    const brought = await joined(here, { sponsorId: top.id });
    await asSystem(async (work) => activate(work, await brought.reload(), new Date()));
    const line = await credited(here, { beneficiaryId: top.id });
    const { sentences, facts } = await lineTold(line, 'hi');
    expect(sentences).toContain('यह प्लान सामान की बिक्री के बजाय लोगों के लिए भुगतान करता है।');
    expect(facts).toMatchObject({ plan: { pays_for_people: true } });
    const unnamed = sentences.map((one) => one.replace('EV distribution', '').replaceAll(/Member \d+/g, ''));
    expect(unnamed.filter((one) => english.test(one))).toEqual([]);
  });
});

describe('a bonus that was taken back before it was approved', () => {
  test('names who is no longer activated, and speaks of no refund', async () => {
    const here = await newProgram('ev');
    const top = await joined(here, { sponsorId: null });
    const brought = await joined(here, { sponsorId: top.id });
    await asSystem(async (work) => activate(work, await brought.reload(), new Date()));
    await asSystem(async (work) => deactivate(work, await brought.reload()));
    const [line] = await Commission.findAll({ where: { beneficiaryId: top.id } });
    expect((await lineTold(line)).sentences).toContain(
      `1000.00 INR was taken back before approval, because Member ${brought.id} is no longer activated.`,
    );
  });
});
