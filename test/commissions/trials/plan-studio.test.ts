import { beforeEach, describe, expect, test } from '@jest/globals';
import { planStudio } from '../../../src/commissions/trials/plan-studio.js';
import { requestSimulation } from '../../../src/commissions/trials/request-simulation.js';
import type { Actor } from '../../../src/core/actor.js';
import { changeDraft } from '../../../src/programs/draft-plan.js';
import { planDiff } from '../../../src/programs/plan-diff.js';
import type { Program } from '../../../src/programs/program.js';
import { changeProgramSettings } from '../../../src/programs/update-program.js';
import { person } from '../people.js';
import { monthAgo, newProgram, trio } from '../runs/town.js';
import { draft, simulateAll, simulated } from './trials.js';

let here: Program;
let owner: Actor;
beforeEach(async () => {
  here = await newProgram('binary-classic');
  owner = await person('owner', here);
});

const studioOf = ({ id }: { id: number }) => planStudio(owner, { planId: id });

describe('the studio of a draft', () => {
  test('sets it against the version that it takes over from', async () => {
    const { active, diff, plan, effectiveMonth } = await studioOf(
      await draft(here, { seller: { rate_bp: 100 }, withholding: ['ev-2026'] }),
    );
    expect([plan.version, plan.status, effectiveMonth, active?.version]).toEqual([2, 'draft', '2031-01', 1]);
    expect(diff).toEqual([
      { path: 'seller', before: null, after: { rate_bp: 100 } },
      { path: 'withholding', before: null, after: ['ev-2026'] },
    ]);
  });

  test('warns by the share that the program has set', async () => {
    const plan = await draft(here);
    expect(await studioOf(plan)).toMatchObject({ warnings: [], highPayoutBp: 5000, theoreticalPayoutBp: 2000 });
    await changeProgramSettings(owner, { programId: here.id, settings: { high_payout_bp: 1999 } });
    expect((await studioOf(plan)).warnings).toMatchObject([{ code: 'high_payout', path: 'binary.amount' }]);
  });

  test('warns of what it turns round, and so does its simulation', async () => {
    await trio(here);
    const plan = await draft(here, {
      placement: { width: 3 },
      levels: { tree: 'placement', on: ['purchase'], rates_bp: [500] },
    });
    const expected = [
      { code: 'changes_shape', path: 'placement.width', values: { before: 2, after: 3 } },
      { code: 'changes_tree', path: 'levels.tree', values: { before: 'sponsor', after: 'placement' } },
    ];
    expect((await studioOf(plan)).warnings).toMatchObject(expected);
    expect((await simulated(plan)).warnings).toMatchObject(expected);
  });

  test('offers twelve months, from this one where nothing was counted yet', async () => {
    const { months } = await studioOf(await draft(here));
    expect(months).toHaveLength(12);
    expect(months[0]).toBe(monthAgo(0));
  });

  test('shows the run under way, then its result, and that it no longer counts once the draft is changed', async () => {
    const plan = await draft(here);
    expect(await studioOf(plan)).toMatchObject({ run: null, simulation: null, isSimulated: false });
    await requestSimulation(owner, { planId: plan.id });
    expect(await studioOf(plan)).toMatchObject({ run: { status: 'queued' }, simulation: null });
    await simulateAll();
    expect(await studioOf(plan)).toMatchObject({
      run: { status: 'posted' },
      simulation: { version: 2 },
      isSimulated: true,
    });
    await changeDraft(owner, { planId: plan.id, document: { ...plan.document, name: 'Other' } });
    expect(await studioOf(plan)).toMatchObject({ simulation: { version: 2 }, isSimulated: false });
    await simulated(plan);
    expect((await studioOf(plan)).isSimulated).toBe(true);
  });
});

describe('the differences of two documents', () => {
  test('are named by path, down to single places of lists', () => {
    const before = { name: 'A', levels: { rates_bp: [500, 300], on: ['purchase'] }, seller: { rate_bp: 1 } };
    const after = { name: 'A', levels: { rates_bp: [500, 200, 100], on: ['purchase'] }, approval: { auto: true } };
    expect(planDiff(before, after)).toEqual([
      { path: 'levels.rates_bp.1', before: 300, after: 200 },
      { path: 'levels.rates_bp.2', before: null, after: 100 },
      { path: 'approval', before: null, after: { auto: true } },
      { path: 'seller', before: { rate_bp: 1 }, after: null },
    ]);
    expect(planDiff(before, structuredClone(before))).toEqual([]);
    expect(planDiff({ a: [1] }, { a: { 0: 1 } })).toEqual([{ path: 'a', before: [1], after: { 0: 1 } }]);
  });
});
