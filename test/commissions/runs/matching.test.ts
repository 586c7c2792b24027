import { beforeEach, describe, expect, test } from '@jest/globals';
import { reasonsOf } from '../../../src/commissions/engine/lines.js';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { system } from '../../../src/core/actor.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { broken } from '../people.js';
import {
  buys,
  finish,
  legsOf,
  matchUntil,
  monthAgo,
  newProgram,
  noon,
  pairsOf,
  refund,
  rowOf,
  runOf,
  trio,
} from './town.js';
import type { Trio } from './town.js';

const month = monthAgo(1);
let here: Program;
let people: Trio;
beforeEach(async () => {
  here = await newProgram('binary-classic');
  people = await trio(here);
});

const buy = async (left: string, right: string, day: number) => {
  const sales = [];
  if (left !== '0') sales.push(await buys(here, people.left, left, noon(month, day)));
  if (right !== '0') sales.push(await buys(here, people.right, right, noon(month, day)));
  return sales;
};

const daysOf = (runId: number) =>
  asOwner<{ day: string; possible: number; formed: number; reasons: number | null }>(
    'SELECT day::text, possible, formed, reasons FROM run_days WHERE run_id = $1 ORDER BY member_id, day',
    [runId],
  );

describe('a matching of volume', () => {
  test('with 250 left and 120 right forms one pair and carries 150 and 20', async () => {
    await buy('250.00', '120.00', 3);
    const row = await matchUntil(here, `${month}-05`);
    expect((await runOf(row)).status).toBe('posted');
    expect(await legsOf(people.top)).toEqual([150, 20, 1]);
    const [line, ...more] = await pairsOf(people.top);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ amount: 1000n, quantity: 1, base: 1000n, status: 'held', heldFor: 'holding_period' });
    expect(line?.accrualKey).toBe(`run/${row.runId}/pair/${people.top.id}/${month}-03`);
    expect((await rowOf(row)).totals?.pairs).toEqual({ possible: 1, formed: 1, paid: 1 });
    expect(await broken()).toEqual([]);
  });

  test('stops at the cap of the month, and the rest waits', async () => {
    await buy('1500.00', '1200.00', 3);
    const row = await matchUntil(here, `${month}-05`);
    expect(await legsOf(people.top)).toEqual([500, 200, 10]);
    const [first] = await daysOf(row.runId);
    expect(first).toMatchObject({ day: `${month}-03`, possible: 12, formed: 10 });
    expect(reasonsOf(first?.reasons ?? 0)).toEqual(['monthly_cap']);
    expect((await rowOf(row)).totals?.membersByReason).toEqual({ monthly_cap: 1 });
  });

  test('with nothing on the right forms nothing', async () => {
    await buy('200.00', '0', 3);
    await matchUntil(here, `${month}-05`);
    expect(await pairsOf(people.top)).toEqual([]);
    expect(await legsOf(people.top)).toEqual([200, 0, 0]);
  });

  test('replays missed days as days of their own, in order, the same as night after night', async () => {
    await buy('100.00', '100.00', 2);
    await buy('300.00', '100.00', 3);
    await buy('0', '250.00', 6);
    await matchUntil(here, `${month}-08`);
    const atOnce = await pairsOf(people.top);

    const other = await newProgram('binary-classic');
    const them = await trio(other);
    const sell = (buyer: 'left' | 'right', volume: string, day: number) =>
      buys(other, them[buyer], volume, noon(month, day));
    await sell('left', '100.00', 2);
    await sell('right', '100.00', 2);
    await sell('left', '300.00', 3);
    await sell('right', '100.00', 3);
    await sell('right', '250.00', 6);
    for (const day of ['02', '03', '06', '08']) await matchUntil(other, `${month}-${day}`);
    const nightly = await pairsOf(them.top);
    const told = (lines: typeof atOnce) => lines.map(({ earnedAt, amount, quantity }) => [earnedAt, amount, quantity]);
    expect(told(nightly)).toEqual(told(atOnce));
    expect(await legsOf(them.top)).toEqual(await legsOf(people.top));
  });

  test('counts a sale of a matched day in the open one, and says where it belonged', async () => {
    await buy('250.00', '0', 3);
    await matchUntil(here, `${month}-05`);
    const [late] = await buy('0', '120.00', 4);
    expect(await asOwner('SELECT fact, fact_id::int FROM late_facts WHERE program_id = $1', [here.id])).toEqual([
      { fact: 'sale', fact_id: late?.id },
    ]);
    await matchUntil(here, `${month}-08`);
    expect(await pairsOf(people.top)).toEqual([]);
  });
});

describe('a refund after the matching', () => {
  test('of 100 on the left takes it off the carry and undoes nothing', async () => {
    const [sale] = await buy('250.00', '120.00', 3);
    await matchUntil(here, `${month}-05`);
    if (sale) await refund(here, sale, '100.00');
    await backdate(`${month}-06`);
    await matchUntil(here, `${month}-08`);
    expect(await legsOf(people.top)).toEqual([50, 20, 1]);
    expect(await pairsOf(people.top)).toHaveLength(1);
  });

  test('of 200 undoes the pair: each leg gets its volume back, and the line is taken back whole', async () => {
    const [sale] = await buy('250.00', '120.00', 3);
    await matchUntil(here, `${month}-05`, 'approve');
    const [before] = await pairsOf(people.top);
    expect(before).toMatchObject({ status: 'approved', netCredited: 1000n, creditRunId: expect.any(Number) });
    if (sale) await refund(here, sale, '200.00');
    await backdate(`${month}-06`);
    await matchUntil(here, `${month}-08`);
    expect(await legsOf(people.top)).toEqual([50, 120, 0]);
    const [line, back, ...more] = await pairsOf(people.top);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ amount: 1000n, status: 'reversed', undone: 1 });
    expect(back).toMatchObject({ amount: -1000n, reversesId: line?.id });
    expect(await broken()).toEqual([]);
  });
});

/** Lets refunds have been made on an earlier day than today. */
const backdate = (day: string) =>
  asOwner('UPDATE refunds SET refunded_at = $2 WHERE program_id = $1', [here.id, `${day}T12:00:00Z`]);

describe('asking for a matching', () => {
  test('of a day that is matched names the run that did it, and of the last day of a month its close', async () => {
    await buy('250.00', '120.00', 3);
    const row = await matchUntil(here, `${month}-05`);
    const ask = (until: string) => requestMatching(system(here.id), { until });
    await expect(ask(`${month}-04`)).rejects.toMatchObject({
      code: 'conflict',
      details: { facts: { run_id: row.runId } },
    });
    await expect(ask(new Date().toISOString().slice(0, 10))).rejects.toMatchObject({ code: 'invalid' });
  });

  test('while a run is under way names that one, twenty times at once', async () => {
    await buy('250.00', '120.00', 3);
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, () => requestMatching(system(here.id), { until: `${month}-05` })),
    );
    const made = asked.filter((answer) => answer.status === 'fulfilled');
    expect(made).toHaveLength(1);
    const runId = made[0]?.value.runId;
    for (const answer of asked) {
      if (answer.status !== 'rejected') continue;
      expect(answer.reason).toMatchObject({ code: 'already_running', details: { facts: { run_id: runId } } });
    }
    if (made[0]) await finish(made[0].value);
  });
});
