import { describe, expect, test } from '@jest/globals';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { peoplePay } from '../../../src/commissions/runs/read/people-pay.js';
import { runReport } from '../../../src/commissions/runs/read/run-report.js';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import { system } from '../../../src/core/actor.js';
import { activate } from '../../../src/network/activation.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSystem, person } from '../people.js';
import { buys, joined, monthAgo, newProgram, noon, trio, workAll } from './town.js';

const month = monthAgo(1);

async function computed(program: Program): Promise<CommissionRun> {
  const row = await requestPeriodRun(system(program.id), { month });
  await workAll();
  return row.reload();
}

describe('what a run pays for people', () => {
  test('is what joins earned of levels that sales earn too', async () => {
    const here = await newProgram('mlm-service');
    const at = { joinedAt: new Date(noon(month, 2)) };
    const top = await joined(here, { ...at, sponsorId: null });
    const low = await joined(here, { ...at, sponsorId: top.id });
    await joined(here, { ...at, sponsorId: top.id });
    await buys(here, low, '100.00', noon(month, 3));
    const row = await computed(here);
    const { plans, recruited } = await peoplePay(row);
    expect(plans).toMatchObject([{ version: 1, paysForPeople: true }]);
    expect(recruited).toEqual({ amount: '20.00', ofPayBp: 6667 });
    const { commissions } = await runReport(await person('owner', here), { runId: row.runId });
    expect(commissions).toMatchObject({ plans: [{ paysForPeople: true }], recruited });
  });

  test('is read from the totals, whatever became of the lines, but for runs that did not sum it', async () => {
    const here = await newProgram('mlm-service');
    const at = { joinedAt: new Date(noon(month, 2)) };
    const top = await joined(here, { ...at, sponsorId: null });
    await joined(here, { ...at, sponsorId: top.id });
    const row = await computed(here);
    const told = { amount: '10.00', ofPayBp: 10_000 };
    expect(row.totals?.joins).toBe('10.00');
    await asOwner(`UPDATE commission_runs SET totals = totals - 'joins' WHERE run_id = $1`, [row.runId]);
    expect((await peoplePay(await row.reload())).recruited).toEqual(told);
    await asOwner(`UPDATE commission_runs SET totals = totals || '{"joins": "10.00"}' WHERE run_id = $1`, [row.runId]);
    await asOwner('UPDATE run_lines SET amount = 0 WHERE run_id = $1', [row.runId]);
    expect((await peoplePay(await row.reload())).recruited).toEqual(told);
  });

  test('is bonuses and pairs of members, however much of it is taken off again', async () => {
    const here = await newProgram('ev');
    const { left, right } = await trio(here);
    const at = new Date(noon(month, 4));
    for (const one of [left, right]) await asSystem(async (work) => activate(work, await one.reload(), at));
    expect((await peoplePay(await computed(here))).recruited).toEqual({ amount: '4000.00', ofPayBp: 10_000 });
  });

  test('is not told of a plan that pays for sales, nor before anything is computed', async () => {
    const [sales, people] = [await newProgram('binary-classic'), await newProgram('mlm-service')];
    await buys(sales, (await trio(sales)).left, '100.00', noon(month, 3));
    expect(await peoplePay(await computed(sales))).toMatchObject({
      plans: [{ paysForPeople: false }],
      recruited: null,
    });
    const top = await joined(people, { sponsorId: null, joinedAt: new Date(noon(month, 2)) });
    await joined(people, { sponsorId: top.id, joinedAt: new Date(noon(month, 2)) });
    const row = await requestPeriodRun(system(people.id), { month });
    expect(await peoplePay(row)).toEqual({ plans: [], recruited: null });
    await workAll();
  });
});
