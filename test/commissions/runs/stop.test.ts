import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { env } from '../../../config/env.js';
import { Commission } from '../../../src/commissions/commission.js';
import { approveRun } from '../../../src/commissions/runs/change-run.js';
import { commissionRuns } from '../../../src/commissions/runs/commission-runs.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { frontierOf } from '../../../src/commissions/runs/frontier.js';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import type { Actor } from '../../../src/core/actor.js';
import { Refusal } from '../../../src/core/errors.js';
import type { Step, StepFunction } from '../../../src/core/run-kind.js';
import { select } from '../../../src/db/select.js';
import { cancelRun, resumeRun } from '../../../src/jobs/change-run.js';
import { workOneRun } from '../../../src/jobs/work-runs.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { broken, person } from '../people.js';
import { buys, finish, legsOf, monthAgo, newProgram, noon, pairsOf, runOf, trio, workAll } from './town.js';
import type { Trio } from './town.js';
import { z } from 'zod';

const month = monthAgo(1);
const until = `${month}-05`;
const pool = new Pool({ connectionString: env.DATABASE_URL, max: 3 });
afterAll(() => pool.end());

let here: Program;
let people: Trio;
let owner: Actor;

beforeEach(async () => {
  here = await newProgram('binary-classic');
  people = await trio(here);
  owner = await person('owner', here);
  await buys(here, people.left, '250.00', noon(month, 3));
  await buys(here, people.right, '120.00', noon(month, 3));
});

const ask = () => requestMatching(owner, { until });
const cancel = ({ runId }: CommissionRun) => cancelRun(owner, { runId });
const linesOf = ({ runId }: CommissionRun) => asOwner('SELECT line FROM run_lines WHERE run_id = $1', [runId]);

/** Works on the runs there are, with something happening as each step begins, or when it is done. */
const workWith = (happens: (step: Step) => Promise<unknown>, when: 'before' | 'after' = 'after') => {
  const around = (inner?: StepFunction) => async (step: Step) => {
    if (when === 'before') await happens(step);
    const result = await inner?.(step);
    if (when === 'after') await happens(step);
    return result ?? { cursor: null, done: 0, isLast: true };
  };
  const { computing, posting } = commissionRuns.phases;
  const kind = { ...commissionRuns, phases: { computing: around(computing), posting: around(posting) } };
  return workOneRun({ pool, kinds: [kind], signal: new AbortController().signal });
};

/** As if the run had never been: its days are counted by the next one, from the same moment on. */
async function expectUndone(row: CommissionRun): Promise<void> {
  expect((await runOf(row)).status).toBe('cancelled');
  expect(await frontierOf(here.id)).toEqual(row.startsAt);
  expect(await pairsOf(people.top)).toEqual([]);
  const again = await finish(await ask());
  expect(again.startsAt).toEqual(row.startsAt);
  expect(await legsOf(people.top)).toEqual([150, 20, 1]);
  expect(await broken()).toEqual([]);
}

describe('cancelling a run', () => {
  test('that is queued leaves everything to the next', async () => {
    const row = await ask();
    await cancel(row);
    await workAll();
    expect(await linesOf(row)).toEqual([]);
    await expectUndone(row);
  });

  test('that is being computed undoes what it has written', async () => {
    const row = await ask();
    await workWith(async (step) => step.cursor !== null && cancel(row), 'before');
    expect(await linesOf(row)).toEqual([]);
    await expectUndone(row);
  });

  test('that waits in review posts nothing', async () => {
    const row = await ask();
    await workAll();
    expect(await linesOf(row)).toHaveLength(1);
    await cancel(row);
    await expectUndone(row);
  });

  test('whose posting has begun is refused, also after it failed', async () => {
    const row = await ask();
    await workAll();
    await approveRun(owner, { runId: row.runId });
    await expect(cancel(row)).rejects.toMatchObject({ code: 'wrong_state' });
    await workWith((step) => (step.cursor === null ? Promise.resolve() : Promise.reject(new Error('later'))));
    expect(await runOf(row)).toMatchObject({ status: 'failed', cursor: { phase: 'posting' } });
    await expect(cancel(row)).rejects.toMatchObject({ code: 'wrong_state' });
    await resumeRun(owner, { runId: row.runId });
    await workAll();
    expect((await runOf(row)).status).toBe('posted');
    expect(await Commission.count({ where: { runId: row.runId } })).toBe(1);
    expect(await broken()).toEqual([]);
  });
});

describe('a run that failed', () => {
  test('says so without SQL or anybody’s data, holds the place of its days, and is resumed', async () => {
    const row = await ask();
    const secret = 'hunter2';
    await workWith(({ work }) => select(`SELECT no_such_function('${secret}')`, [], z.unknown(), work.tx));
    const failed = await runOf(row);
    expect(failed).toMatchObject({ status: 'failed', finishedAt: expect.any(Date) });
    expect(failed.error).toBe('Something went wrong on our side; the log of the worker says what.');
    await expect(ask()).rejects.toMatchObject({ code: 'already_running', details: { facts: { run_id: row.runId } } });
    await resumeRun(owner, { runId: row.runId });
    await finish(row);
    expect(await legsOf(people.top)).toEqual([150, 20, 1]);
  });

  test('by a refusal says what was refused, and may be cancelled', async () => {
    const row = await ask();
    await workWith(() => Promise.reject(new Refusal('conflict', 'This program has no plan for that moment.')));
    expect((await runOf(row)).error).toBe('This program has no plan for that moment.');
    await cancel(row);
    await expectUndone(row);
  });
});
