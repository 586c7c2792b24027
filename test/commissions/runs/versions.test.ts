import { beforeEach, describe, expect, test } from '@jest/globals';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { system } from '../../../src/core/actor.js';
import { monthStart } from '../../../src/core/period.js';
import { Plan } from '../../../src/programs/plan.js';
import type { Program } from '../../../src/programs/program.js';
import { publishPlan } from '../../../src/programs/publish-plan.js';
import { asOwner } from '../../support/database.js';
import { asSystem, linesOf } from '../people.js';
import {
  buys,
  closeMonth,
  finish,
  matchUntil,
  monthAgo,
  newProgram,
  noon,
  pairsOf,
  rowOf,
  trio,
  verified,
  workAll,
} from './town.js';
import type { Trio } from './town.js';

const [older, last] = [monthAgo(2), monthAgo(1)];
let here: Program;
let people: Trio;

beforeEach(async () => {
  here = await newProgram('binary-classic');
  people = await trio(here);
});

/** Publishes another version, for a month and those after it, that pays twice as much a pair and on the first level. */
async function payMore(month: string, binary: Record<string, unknown> = {}): Promise<Plan> {
  const first = await Plan.findOne({ where: { programId: here.id, version: 1 }, rejectOnEmpty: true });
  const document = first.document as { binary: object; levels: { rates_bp: number[] } };
  const rates = [1000, ...document.levels.rates_bp.slice(1)];
  const plan = Plan.build({
    programId: here.id,
    key: here.key,
    version: 2,
    effectiveFrom: monthStart(month, here.timeZone),
    document: {
      ...document,
      binary: { ...document.binary, amount: '20.00', ...binary },
      levels: { ...document.levels, rates_bp: rates },
    },
  });
  await asSystem((work) => publishPlan(work, plan, { simulation: { preset: true } }));
  return plan;
}

const sellBoth = async (month: string, day: number) => {
  await buys(here, people.left, '100.00', noon(month, day));
  await buys(here, people.right, '100.00', noon(month, day));
};
const versions = async (row: CommissionRun) => (await rowOf(row)).plans.map(({ version }) => version);
const paid = async () => (await pairsOf(people.top)).map(({ amount }) => amount);

/** Lets late sales have been recorded in a month that is over, so that its close can be looked at. */
const recordedIn = (month: string, day: number) =>
  asOwner(
    `WITH late AS (UPDATE late_facts SET counted_at = $2 WHERE program_id = $1 RETURNING fact_id)
     UPDATE commissions SET earned_at = $2 WHERE sale_id IN (SELECT fact_id FROM late)`,
    [here.id, noon(month, day)],
  );

describe('a plan that changes with a month', () => {
  test('pays each month by its own version, and each run lists its own', async () => {
    await sellBoth(older, 28);
    await payMore(last);
    await sellBoth(last, 2);
    const [first, second] = [await closeMonth(here, older), await closeMonth(here, last)];
    expect(await paid()).toEqual([1000n, 2000n]);
    expect([await versions(first), await versions(second)]).toEqual([[1], [2]]);
    for (const row of [first, second]) expect(await verified(row)).toMatchObject({ isIdentical: true });
  });

  test('is never met in the middle of a run: days of two months are not matched together', async () => {
    await sellBoth(older, 28);
    await sellBoth(last, 2);
    await payMore(last);
    await expect(requestMatching(system(here.id), { until: `${last}-05` })).rejects.toMatchObject({
      code: 'conflict',
      details: { facts: { month: older } },
    });
    const close = await closeMonth(here, older);
    const matching = await matchUntil(here, `${last}-05`);
    expect(matching.startsAt).toEqual(close.endsAt);
    expect(await versions(matching)).toEqual([2]);
  });

  test('in a month that had begun leaves what was computed by the earlier version, which its close lists too', async () => {
    await sellBoth(last, 2);
    const before = await matchUntil(here, `${last}-05`);
    await payMore(last);
    await sellBoth(last, 8);
    const after = await matchUntil(here, `${last}-10`);
    const close = await closeMonth(here, last);
    expect([await versions(before), await versions(after), await versions(close)]).toEqual([[1], [2], [2, 1]]);
    expect(await paid()).toEqual([1000n, 2000n]);
    expect((await rowOf(close)).totals?.differing).toBe(0);
    for (const row of [before, after, close]) expect(await verified(row)).toMatchObject({ isIdentical: true });
  });

  test('counts for life what earlier versions counted by the month', async () => {
    await sellBoth(older, 28);
    await payMore(last, { cap: { pairs: 2, per: 'lifetime' } });
    for (const day of [2, 3]) await sellBoth(last, day);
    const [, second] = [await closeMonth(here, older), await closeMonth(here, last)];
    expect(await paid()).toEqual([1000n, 2000n]);
    expect((await rowOf(second)).totals?.membersByReason).toEqual({ lifetime_cap: 1 });
    expect(await verified(second)).toMatchObject({ isIdentical: true });
  });

  test('while a run waits in review is posted by the version that computed it', async () => {
    await sellBoth(last, 2);
    const row = await requestMatching(system(here.id), { until: `${last}-05` });
    await workAll();
    await payMore(last);
    await finish(row);
    const [line] = await pairsOf(people.top);
    expect(line?.explanation.plan).toMatchObject({ version: 1 });
  });
});

describe('a late sale of a month with another version', () => {
  const rateOf = async (sale: Awaited<ReturnType<typeof buys>>) =>
    (await linesOf(sale)).map(({ amount, rateBp, planId, explanation }) => [
      amount,
      rateBp,
      planId,
      explanation.plan?.version,
    ]);

  test('stands by the version of its moment, and the run lists both', async () => {
    await sellBoth(older, 28);
    const plan = await payMore(last);
    await closeMonth(here, older);
    const late = await buys(here, people.left, '300.00', noon(older, 29));
    await recordedIn(last, 5);
    const row = await closeMonth(here, last);
    const [[, rate, planId] = []] = await rateOf(late);
    expect([rate, planId === plan.id]).toEqual([500, false]);
    expect(await versions(row)).toEqual([2, 1]);
    expect((await rowOf(row)).totals).toMatchObject({ differing: 0 });
    expect(await verified(row)).toMatchObject({ isIdentical: true });
  });

  test('whose line is missing is paid by the version of its moment, and says so', async () => {
    await sellBoth(older, 28);
    await payMore(last);
    await closeMonth(here, older);
    const late = await buys(here, people.left, '300.00', noon(older, 29));
    await recordedIn(last, 5);
    const accrued = await rateOf(late);
    await asOwner('ALTER TABLE commissions DISABLE TRIGGER USER');
    await asOwner('DELETE FROM commissions WHERE sale_id = $1', [late.id]);
    const row = await closeMonth(here, last);
    expect((await rowOf(row)).totals?.lines).toMatchObject({ level: { missing: { lines: 1, amount: '15.00' } } });
    expect(accrued).toEqual([[1500n, 500, expect.any(Number), 1]]);
    expect(await rateOf(late)).toEqual(accrued);
    expect(await verified(row)).toMatchObject({ isIdentical: true });
  });
});
