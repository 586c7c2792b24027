import { beforeEach, describe, expect, test } from '@jest/globals';
import { requestMember } from '../../../src/commissions/runs/request-member.js';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import { system } from '../../../src/core/actor.js';
import { businessDay, dayStart, nextDay } from '../../../src/core/period.js';
import type { Run } from '../../../src/core/run.js';
import type { Program } from '../../../src/programs/program.js';
import { cancelRun } from '../../../src/jobs/change-run.js';
import { asOwner } from '../../support/database.js';
import { broken, member, person } from '../people.js';
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
  runOf,
  trio,
  verified,
  workAll,
} from './town.js';
import type { Trio } from './town.js';

let here: Program;
let people: Trio;
const zone = 'UTC';

beforeEach(async () => {
  here = await newProgram('binary-classic', { cap: undefined });
  people = await trio(here);
});

/** A moment of today that is over. */
const earlier = () => new Date(Math.max(Date.now() - 60_000, startOfToday().getTime())).toISOString();
const startOfToday = () => dayStart(businessDay(new Date(), zone), zone);
const buy = (side: 'left' | 'right', volume: string) => buys(here, people[side], volume, earlier());
const ask = async (memberId = people.top.id) => asked(await requestMember(system(here.id), { memberId }));
const asked = ({ id }: Run) => rowOf({ runId: id });
const matchNow = async () => finish(await ask());
const sums = (lines: Awaited<ReturnType<typeof pairsOf>>) => lines.map(({ quantity, amount }) => [quantity, amount]);

/** Lets the days before today be matched, as every night does. */
const matchedUntilToday = () =>
  asOwner(
    `WITH month AS (
       INSERT INTO periods (program_id, month, starts_at, ends_at) VALUES ($1, 'MONTH', $2, $2::timestamptz + interval '40 days')
       RETURNING id)
     SELECT FROM month`.replace('MONTH', businessDay(new Date(), zone).slice(0, 7)),
    [here.id, startOfToday()],
  );

/** Today, as it is seen when it is over: the night's matching without waiting for the night. */
async function night() {
  const until = businessDay(new Date(), zone);
  await asOwner(
    `WITH run AS (
       INSERT INTO runs (kind, key, program_id, status) VALUES ('commissions', $2, $1, 'queued') RETURNING id
     ), lease AS (INSERT INTO run_leases (run_id) SELECT id FROM run)
     INSERT INTO commission_runs (run_id, program_id, kind, period_id, starts_at, ends_at, last_member_id)
     SELECT run.id, $1, 'matching', periods.id, $3, $4, (SELECT max(id) FROM members)
     FROM run, periods WHERE periods.program_id = $1`,
    [here.id, `${here.id}/matching/${until}`, startOfToday(), dayStart(nextDay(until), zone)],
  );
  await workAll();
  const [row] = await asOwner<{ run_id: string }>(
    `SELECT run_id FROM commission_runs WHERE program_id = $1 AND kind = 'matching' ORDER BY run_id DESC LIMIT 1`,
    [here.id],
  );
  return finish(await rowOf({ runId: Number(row?.run_id) }));
}

describe('matching one member now', () => {
  beforeEach(matchedUntilToday);

  test('forms and posts what is possible at this moment, and the night adds only what came later', async () => {
    await buy('left', '250.00');
    await buy('right', '120.00');
    const row = await matchNow();
    expect((await runOf(row)).status).toBe('posted');
    expect(row).toMatchObject({ kind: 'member', memberId: people.top.id, part: 0 });
    expect(sums(await pairsOf(people.top))).toEqual([[1, 1000n]]);
    expect(await legsOf(people.top)).toEqual([150, 20, 1]);

    await buy('right', '80.00');
    const whole = await night();
    for (const run of [row, whole]) expect(await verified(run)).toMatchObject({ isIdentical: true, differences: [] });
    expect(sums(await pairsOf(people.top))).toEqual([
      [1, 1000n],
      [1, 1000n],
    ]);
    expect(await legsOf(people.top)).toEqual([50, 0, 2]);
    expect(await broken()).toEqual([]);
  });

  test('again and again gives what matching once gives', async () => {
    await buy('left', '300.00');
    await buy('right', '100.00');
    await matchNow();
    await matchNow();
    expect(sums(await pairsOf(people.top))).toEqual([[1, 1000n]]);
    await buy('right', '100.00');
    await matchNow();
    await night();
    expect(sums(await pairsOf(people.top))).toEqual([
      [1, 1000n],
      [1, 1000n],
    ]);
    expect(await legsOf(people.top)).toEqual([100, 0, 2]);
  });

  test('asked for twice at once, with one candidate a side, forms exactly one pair', async () => {
    await buy('left', '100.00');
    await buy('right', '100.00');
    const rows = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(new Set(rows.map(({ runId }) => runId)).size).toBe(1);
    await Promise.all([workAll(), workAll()]);
    expect(sums(await pairsOf(people.top))).toEqual([[1, 1000n]]);
    await night();
    expect(sums(await pairsOf(people.top))).toEqual([[1, 1000n]]);
    expect(await broken()).toEqual([]);
  });

  test('leaves nothing behind when all of it is refunded before the night', async () => {
    const sale = await buy('left', '100.00');
    await matchNow();
    expect(await legsOf(people.top)).toEqual([100, 0, 0]);
    await refund(here, sale);
    await night();
    expect(await legsOf(people.top)).toEqual([0, 0, 0]);
  });

  test('is undone when a refund of the same day takes its volume back', async () => {
    const sale = await buy('left', '100.00');
    await buy('right', '100.00');
    await matchNow();
    await refund(here, sale);
    await night();
    expect(await legsOf(people.top)).toEqual([0, 100, 0]);
    const [line] = await pairsOf(people.top);
    expect(line).toMatchObject({ undone: 1, reversedAmount: 1000n });
    expect(await broken()).toEqual([]);
  });

  test('counts nobody else’s legs: those who stand above see the same volume at night', async () => {
    const [left, right] = [await buyerUnder('left', 0), await buyerUnder('left', 1)];
    await buys(here, left, '100.00', earlier());
    await buys(here, right, '100.00', earlier());
    await buy('right', '200.00');
    await finish(await ask(people.left.id));
    expect(sums(await pairsOf(people.left))).toEqual([[1, 1000n]]);
    expect(await legsOf(people.top)).toEqual([]);
    await night();
    expect(sums(await pairsOf(people.left))).toEqual([[1, 1000n]]);
    expect(sums(await pairsOf(people.top))).toEqual([[2, 2000n]]);
  });

  test('is asked for by the member himself, by finance, and by nobody else', async () => {
    const { actor, member: own } = await member(here, people.left);
    await finish(await asked(await requestMember(actor, { memberId: own.id })));
    await expect(requestMember(actor, { memberId: people.top.id })).rejects.toMatchObject({ code: 'not_found' });
    const coordinator = await person('funds_coordinator', here);
    await finish(await asked(await requestMember(coordinator, { memberId: people.top.id })));
    const elsewhere = await newProgram('binary-classic');
    await expect(requestMember(system(elsewhere.id), { memberId: own.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('waits while another run is under way, and names it', async () => {
    await buy('left', '100.00');
    const row = await ask();
    await expect(ask(people.left.id)).rejects.toMatchObject({
      code: 'already_running',
      message: 'The matching of a member is under way; ask again when it is done.',
      details: { facts: { reason: 'run_under_way', run_id: row.runId, run_kind: 'member', run_status: 'queued' } },
    });
    await cancelRun(await person('owner', here), { runId: row.runId });
    expect((await ask()).runId).not.toBe(row.runId);
    await workAll();
  });
});

describe('matching one member', () => {
  test('needs the days before today matched', async () => {
    const yesterday = new Date(startOfToday().getTime() - 3_600_000).toISOString();
    await buys(here, people.left, '100.00', yesterday);
    await expect(ask()).rejects.toMatchObject({ code: 'conflict', details: { facts: { reason: 'days_first' } } });
  });

  test('is refused while a month waits for review, with its name and since when, and possible after it is posted', async () => {
    const month = monthAgo(1);
    for (const side of ['left', 'right'] as const) await buys(here, people[side], '100.00', noon(month, 3));
    const { runId } = await requestPeriodRun(system(here.id), { month });
    await workAll();
    const { computedAt } = await rowOf({ runId });
    await expect(ask()).rejects.toMatchObject({
      code: 'already_running',
      message: expect.stringMatching(
        new RegExp(`^The close of ${month} has been waiting for review since .* UTC; ask again when it is posted`),
      ),
      details: {
        facts: { reason: 'run_in_review', run_id: runId, run_kind: 'period', month, since: computedAt?.toISOString() },
      },
    });
    expect(await pairsOf(people.top)).toEqual([]);

    await cancelRun(await person('owner', here), { runId });
    await expect(ask()).rejects.toMatchObject({ details: { facts: { reason: 'month_first', month } } });
    await closeMonth(here, month);
    const today = businessDay(new Date(), zone);
    if (!today.endsWith('-01')) await matchUntil(here, businessDay(new Date(startOfToday().getTime() - 1), zone));
    for (const side of ['left', 'right'] as const) await buy(side, '100.00');
    expect((await runOf(await matchNow())).status).toBe('posted');
    expect(sums(await pairsOf(people.top))).toEqual([
      [1, 1000n],
      [1, 1000n],
    ]);
    expect(await broken()).toEqual([]);
  });

  test('is refused while a run that failed is not resumed', async () => {
    await matchedUntilToday();
    const { runId } = await ask();
    await asOwner(`UPDATE runs SET status = 'failed' WHERE id = $1`, [runId]);
    const refused = { code: 'already_running', details: { facts: { reason: 'run_failed', run_id: runId } } };
    await expect(ask(people.left.id)).rejects.toMatchObject(refused);
  });

  test('is refused where the plan pays no pairs', async () => {
    const other = await newProgram('mlm-service');
    const { member: own } = await member(other);
    await expect(requestMember(system(other.id), { memberId: own.id })).rejects.toMatchObject({
      code: 'conflict',
      details: { facts: { reason: 'no_pairs' } },
    });
  });
});

async function buyerUnder(side: 'left' | 'right', slot: number) {
  return joined(here, { sponsorId: people[side].id, placement: { parentId: people[side].id, slot } });
}
