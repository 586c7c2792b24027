import { beforeEach, describe, expect, test } from '@jest/globals';
import { planSimulationOf, planStudio } from '../../../src/commissions/trials/plan-studio.js';
import { publishDraft } from '../../../src/commissions/trials/publish-draft.js';
import { requestSimulation } from '../../../src/commissions/trials/request-simulation.js';
import { transaction } from '../../../src/core/transaction.js';
import { simulationRuns } from '../../../src/commissions/trials/simulation-runs.js';
import { system } from '../../../src/core/actor.js';
import type { Actor } from '../../../src/core/actor.js';
import { Run } from '../../../src/core/run.js';
import { cancelRun } from '../../../src/jobs/change-run.js';
import { discardDraft } from '../../../src/programs/draft-plan.js';
import { isSimulated } from '../../../src/programs/plan-simulation.js';
import { Plan } from '../../../src/programs/plan.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { person } from '../people.js';
import { buys, monthAgo, newProgram, noon, trio } from '../runs/town.js';
import { draft, simulateAll, simulated } from './trials.js';

let here: Program;
let admin: Actor;
let plan: Plan;
beforeEach(async () => {
  here = await newProgram('binary-classic');
  admin = await person('admin', here);
  const { left, right } = await trio(here);
  for (const buyer of [left, right]) await buys(here, buyer, '100.00', noon(monthAgo(1), 3));
  plan = await draft(here);
});

const ask = (periods?: number) => requestSimulation(admin, { planId: plan.id, ...(periods ? { periods } : {}) });
const runOf = (id: number) => Run.findByPk(id, { rejectOnEmpty: true });

describe('asking for a simulation', () => {
  test('queues a run, which tells how far it is and hands its result to the draft', async () => {
    const run = await ask();
    expect(run).toMatchObject({ status: 'queued', kind: 'simulations', input: { planId: plan.id, periods: 3 } });
    await simulateAll();
    const done = await runOf(run.id);
    expect(done).toMatchObject({ status: 'posted', result: { planId: plan.id, months: 1, isAttached: true } });
    expect([done.progress, done.total]).toEqual([1, 1]);
    expect(isSimulated(await plan.reload())).toBe(true);
  });

  test('while one is under way names that one, ten times at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => ask()));
    const made = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
    expect(made).toHaveLength(1);
    for (const one of asked) {
      if (one.status === 'fulfilled') continue;
      expect(one.reason).toMatchObject({ code: 'already_running', details: { facts: { run_id: made[0] } } });
    }
    await simulateAll();
    expect((await ask()).id).toBeGreaterThan(made[0] ?? 0);
    await simulateAll();
  });

  test.each([0, -1, 25, 1.5])('refuses %p months', async (periods) => {
    await expect(requestSimulation(admin, { planId: plan.id, periods })).rejects.toMatchObject({
      code: 'invalid',
      details: { faults: [{ path: ['periods'] }] },
    });
  });

  test('is for owners and admins, of a plan of their program', async () => {
    for (const role of ['funds_coordinator', 'team_lead', 'affiliate'] as const) {
      const actor = await person(role, here);
      await expect(requestSimulation(actor, { planId: plan.id })).rejects.toMatchObject({ code: 'not_allowed' });
      await expect(planStudio(actor, { planId: plan.id })).rejects.toMatchObject({ code: 'not_allowed' });
    }
    const other = await person('owner', await newProgram('pipeline'));
    await expect(requestSimulation(other, { planId: plan.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(planSimulationOf(other, { planId: plan.id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a simulation', () => {
  test('that was cancelled leaves nothing behind, queued or computing', async () => {
    const queued = await ask();
    await cancelRun(admin, { runId: queued.id });
    const computing = await ask();
    await asOwner(`UPDATE runs SET status = 'computing' WHERE id = $1`, [computing.id]);
    await cancelRun(admin, { runId: computing.id });
    await simulateAll();
    expect((await plan.reload()).simulation).toBeNull();
    await expect(planSimulationOf(admin, { planId: plan.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('cancelled in the middle of computing undoes itself', async () => {
    const run = await ask();
    const compute = simulationRuns.phases.computing;
    const step = { runId: run.id, programId: here.id, key: run.key, input: run.input, fence: 0, atOnce: nothing };
    const work = { now: new Date(), actor: system(here.id), emit: () => undefined };
    await cancelRun(admin, { runId: run.id });
    const attempt = transaction(async (tx) =>
      compute?.({ ...step, work: { ...work, tx }, cursor: { isOpened: true } }),
    );
    await expect(attempt).rejects.toMatchObject({ name: 'LeaseLost' });
    expect(await asOwner('SELECT FROM plan_simulations WHERE plan_id = $1', [plan.id])).toEqual([]);
  });

  test('of a draft that was thrown away meanwhile ends quietly', async () => {
    const run = await ask();
    await discardDraft(admin, { planId: plan.id });
    await simulateAll();
    expect(await runOf(run.id)).toMatchObject({ status: 'posted', result: { isAttached: false } });
  });

  test('of a published version is kept beside the one that it was published with', async () => {
    await simulated(plan, 1);
    await publishDraft(admin, { planId: plan.id });
    const again = await simulated(plan, 2);
    expect(again.runId).toBeGreaterThan(Number((await plan.reload()).simulation?.['runId']));
    const first = await Plan.findOne({ where: { programId: here.id, version: 1 }, rejectOnEmpty: true });
    expect(await simulated(first)).toMatchObject({ version: 1, total: { unchanged: 1 } });
  });
});

const nothing = () => Promise.resolve([]);
