import { beforeEach, describe, expect, test } from '@jest/globals';
import { Period } from '../../../src/commissions/runs/period.js';
import { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { dueRunsTick } from '../../../src/commissions/runs/jobs.js';
import { requestDueRuns } from '../../../src/commissions/runs/request-due.js';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import { system } from '../../../src/core/actor.js';
import { businessDay, dayStart } from '../../../src/core/period.js';
import { Run } from '../../../src/core/run.js';
import { cancelRun } from '../../../src/jobs/change-run.js';
import type { Program } from '../../../src/programs/program.js';
import { broken, person } from '../people.js';
import { buys, closeMonth, finish, legsOf, monthAgo, newProgram, noon, runOf, trio, workAll } from './town.js';
import type { Trio } from './town.js';

const [older, last] = [monthAgo(2), monthAgo(1)];
let here: Program;
let people: Trio;

beforeEach(async () => {
  here = await newProgram('binary-classic');
  people = await trio(here);
});

const sellBoth = async (month: string, day: number) => {
  await buys(here, people.left, '150.00', noon(month, day));
  await buys(here, people.right, '100.00', noon(month, day));
};
const autoPost = (auto: boolean) => here.update({ settings: { ...here.settings, auto_post: auto } });
const due = () => requestDueRuns(system(here.id), {});
const runsOfProgram = () => CommissionRun.findAll({ where: { programId: here.id }, order: ['runId'] });

/** What ticks make of a program until nothing is due any more. */
async function catchUp(): Promise<CommissionRun[]> {
  for (let before = -1; before !== (await runsOfProgram()).length;) {
    before = (await runsOfProgram()).length;
    await due();
    await workAll();
  }
  return runsOfProgram();
}

/** The first of a month has nothing to match: the day before belongs to the month that is closed. */
const isFirst = businessDay(new Date(), 'UTC').endsWith('-01');
const nightly = isFirst ? [] : ['matching'];

describe('after a standstill over two months’ ends', () => {
  test('each month closes exactly once, in order, and then yesterday is matched', async () => {
    await sellBoth(older, 3);
    await sellBoth(last, 4);
    await autoPost(true);
    const made = await catchUp();
    expect(made.map(({ kind }) => kind)).toEqual(['period', 'period', ...nightly]);
    const months = await Period.findAll({ where: { programId: here.id }, order: ['startsAt'] });
    expect(months.map(({ month, status, runId }) => [month, status, runId])).toEqual([
      [older, 'closed', made[0]?.runId],
      [last, 'closed', made[1]?.runId],
      [monthAgo(0), 'open', null],
    ]);
    expect(months[0]?.closedAt && months[1]?.closedAt && months[0].closedAt < months[1].closedAt).toBe(true);
    for (const [index, run] of made.entries()) expect(run.startsAt).toEqual(made[index - 1]?.endsAt ?? run.startsAt);
    if (!isFirst) expect(made.at(-1)?.endsAt).toEqual(dayStart(businessDay(new Date(), 'UTC'), 'UTC'));
    expect(await legsOf(people.top)).toEqual([100, 0, 2]);
    expect(await broken()).toEqual([]);
  });

  test('twenty ticks at once queue one run, and a tick while it waits queues nothing', async () => {
    await sellBoth(older, 3);
    const asked = await Promise.allSettled(Array.from({ length: 20 }, due));
    const made = asked.filter((answer) => answer.status === 'fulfilled' && answer.value !== null);
    expect(made).toHaveLength(1);
    for (const answer of asked) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'already_running' });
    }
    expect(await due()).toBeNull();
    expect(await runsOfProgram()).toHaveLength(1);
  });

  test('two workers on the queue post each line once', async () => {
    await sellBoth(older, 3);
    await autoPost(true);
    await due();
    await Promise.all([workAll(), workAll()]);
    expect(await legsOf(people.top)).toEqual([50, 0, 1]);
    expect(await broken()).toEqual([]);
  });
});

describe('what is due', () => {
  test('waits for a person to post it where the program does not post by itself, and nothing follows', async () => {
    await sellBoth(older, 3);
    const [row, ...more] = await catchUp();
    expect(more).toEqual([]);
    expect(row && (await runOf(row)).status).toBe('review');
    if (row) await finish(row);
    expect((await catchUp()).map(({ kind }) => kind)).toEqual(['period', 'period']);
  });

  test('is posted when the program begins to post by itself while a run waits', async () => {
    await sellBoth(older, 3);
    await catchUp();
    await autoPost(true);
    expect(await due()).toBeNull();
    await workAll();
    expect(await Period.count({ where: { programId: here.id, status: 'closed' } })).toBe(1);
  });

  test('is nothing in a program in which nothing happened', async () => {
    expect(await due()).toBeNull();
    expect(await Period.count({ where: { programId: here.id } })).toBe(0);
  });

  test('is found by the tick in every program', async () => {
    await sellBoth(last, 3);
    await dueRunsTick.run({});
    await dueRunsTick.run({});
    expect((await runsOfProgram()).map(({ kind }) => kind)).toEqual(['period']);
  });

  test('is for the system alone to ask', async () => {
    await expect(requestDueRuns(await person('owner', here), {})).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('what a person cancelled', () => {
  test('is not queued again until a person asks for it', async () => {
    await sellBoth(last, 3);
    await autoPost(true);
    const row = await due();
    await cancelRun(await person('owner', here), { runId: row?.runId ?? 0 });
    expect((await catchUp()).map(({ runId }) => runId)).toEqual([row?.runId]);

    const again = await finish(await requestPeriodRun(system(here.id), { month: last }));
    expect((await Run.findByPk(again.runId))?.key).toBe(`${here.id}/period/${last}/2`);
    expect((await catchUp()).map(({ kind }) => kind)).toEqual(['period', 'period', ...nightly]);
  });

  (isFirst ? test.skip : test)('holds back matchings of a month only', async () => {
    await sellBoth(last, 3);
    await closeMonth(here, last);
    const row = await due();
    expect(row?.kind).toBe('matching');
    await cancelRun(await person('owner', here), { runId: row?.runId ?? 0 });
    expect(await due()).toBeNull();
  });
});
