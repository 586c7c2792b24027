import '../support/database.js';
import { beforeAll, describe, expect, test } from '@jest/globals';
import '../../src/consequences.js';
import { asOwner } from '../support/database.js';
import { system } from '../../src/core/actor.js';
import type { Actor } from '../../src/core/actor.js';
import { transaction } from '../../src/core/transaction.js';
import { activePlan, plansBetween } from '../../src/programs/active-plan.js';
import { changeDraft, discardDraft, draftPlan } from '../../src/programs/draft-plan.js';
import { defaultProgram, programByKey } from '../../src/programs/find-program.js';
import { installPresets } from '../../src/programs/install-presets.js';
import type { Plan } from '../../src/programs/plan.js';
import { Program } from '../../src/programs/program.js';
import { publishPlan } from '../../src/programs/publish-plan.js';
import { changeProgramSettings, makeDefaultProgram } from '../../src/programs/update-program.js';

let program: Program;
let owner: Actor;

beforeAll(async () => {
  await installPresets(system(), {});
  program = await programByKey('telemarketing');
  owner = { ...system(program.id), kind: 'person', role: 'owner', userId: null };
});

const document = (rate_bp = 800) => ({
  name: 'Telemarketing, next',
  currency: 'BDT',
  time_zone: 'Asia/Dhaka',
  seller: { rate_bp },
});

const publish = (plan: Plan) =>
  transaction((tx, now) =>
    publishPlan({ tx, now, actor: owner, emit: () => undefined }, plan, { simulation: { periods: 0 } }),
  );

describe('installing the presets', () => {
  test('makes the six programs of an install with their plans in force, once', async () => {
    expect(await installPresets(system(), {})).toEqual([]);
    const programs = await Program.findAll({ order: ['id'] });
    expect(programs.map(({ key, currency, timeZone }) => [key, currency, timeZone])).toEqual([
      ['telemarketing', 'BDT', 'Asia/Dhaka'],
      ['mlm-service', 'USD', 'UTC'],
      ['ev', 'INR', 'Asia/Kolkata'],
      ['ev-2026', 'INR', 'Asia/Kolkata'],
      ['binary-classic', 'USD', 'UTC'],
      ['pipeline', 'USD', 'UTC'],
    ]);
    expect((await defaultProgram()).key).toBe('telemarketing');
    for (const { id } of programs) expect((await activePlan(id, new Date('2024-05-05'))).version).toBe(1);
  });

  test('pays what the presets say', async () => {
    const { document: plan } = await activePlan(program.id, new Date());
    expect([plan.seller?.rate_bp, plan.levels?.rates_bp]).toEqual([1000, [500]]);
    const { document: pipeline } = await activePlan((await programByKey('pipeline')).id, new Date());
    expect([pipeline.seller?.rate_bp, pipeline.levels]).toEqual([1000, undefined]);
  });
});

describe('a program’s settings', () => {
  test('are complete from the start and keep what an owner sets', async () => {
    expect(program.settings).toMatchObject({ attribution_window_days: 180, attribution_click: 'last' });
    const settings = { attribution_window_days: 30, attribution_click: 'first' as const };
    await changeProgramSettings(owner, { programId: program.id, settings });
    expect((await programByKey('telemarketing')).settings).toMatchObject({ ...settings, refund_window_days: 14 });
  });

  test.each([29, 181, 30.5, '60', null])('refuse a window of %p days', async (attribution_window_days) => {
    const input = { programId: program.id, settings: { attribution_window_days } } as never;
    await expect(changeProgramSettings(owner, input)).rejects.toMatchObject({
      code: 'invalid',
      details: { faults: [{ path: ['settings', 'attribution_window_days'] }] },
    });
  });

  test('refuse an unknown key with its path', async () => {
    const input = { programId: program.id, settings: { windows: 1 } } as never;
    await expect(changeProgramSettings(owner, input)).rejects.toMatchObject({
      details: { faults: [{ path: ['settings', 'windows'], code: 'unknown_key' }] },
    });
  });
});

describe('the default program', () => {
  test('is always exactly one', async () => {
    const ev = await programByKey('ev');
    await makeDefaultProgram(owner, { programId: ev.id });
    expect((await defaultProgram()).key).toBe('ev');
    await makeDefaultProgram(owner, { programId: ev.id });
    expect(await Program.count({ where: { isDefault: true } })).toBe(1);
  });
});

describe('a version of a plan', () => {
  test('holds from its month on and does not reach back', async () => {
    const draft = await draftPlan(owner, { effectiveMonth: '2031-02', document: document(700) });
    expect((await activePlan(program.id, new Date('2031-02-10'))).version).toBe(1);
    await publish(draft);
    const beginning = new Date('2031-01-31T18:00:00Z');
    expect((await activePlan(program.id, new Date(beginning.getTime() - 1))).version).toBe(1);
    expect(await activePlan(program.id, beginning)).toMatchObject({
      version: draft.version,
      document: { seller: { rate_bp: 700 } },
    });
    const both = await plansBetween(program.id, new Date('2031-01-01'), new Date('2031-03-01'));
    expect(both.map(({ version }) => version)).toEqual([1, draft.version]);
  });

  test('gives way to a later version of the same month', async () => {
    const [first, second] = [
      await draftPlan(owner, { effectiveMonth: '2032-01', document: document(600) }),
      await draftPlan(owner, { effectiveMonth: '2032-01', document: document(650) }),
    ];
    await publish(first);
    await publish(second);
    expect((await activePlan(program.id, new Date('2032-06-01'))).version).toBe(second.version);
    expect((await first.reload()).status).toBe('superseded');
    const held = await plansBetween(program.id, new Date('2031-12-01'), new Date('2032-02-01'));
    expect(held.at(-1)?.version).toBe(second.version);
    expect(held).toHaveLength(2);
  });

  test('once published is never changed or thrown away, not even past the program', async () => {
    const draft = await draftPlan(owner, { effectiveMonth: '2033-01', document: document() });
    await publish(draft);
    const planId = draft.id;
    await expect(changeDraft(owner, { planId, document: document(1) })).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(discardDraft(owner, { planId })).rejects.toMatchObject({ code: 'wrong_state' });
    const byHand = [
      `UPDATE plans SET document = '{}' WHERE id = $1`,
      `UPDATE plans SET status = 'draft', published_at = NULL WHERE id = $1`,
      `UPDATE plans SET effective_from = now() WHERE id = $1`,
      'DELETE FROM plans WHERE id = $1',
    ];
    for (const sql of byHand) await expect(asOwner(sql, [planId])).rejects.toThrow('never changed');
  });

  test('as a draft can be changed and thrown away', async () => {
    const draft = await draftPlan(owner, { effectiveMonth: '2034-01', document: document() });
    const changed = await changeDraft(owner, { planId: draft.id, document: document(5), effectiveMonth: '2034-02' });
    expect([changed.document['seller'], changed.effectiveFrom.toISOString()]).toEqual([
      { rate_bp: 5 },
      '2034-01-31T18:00:00.000Z',
    ]);
    await discardDraft(owner, { planId: draft.id });
    await expect(discardDraft(owner, { planId: draft.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    ['an unknown key', { ...document(), bonus: 1 }, ['document', 'bonus']],
    ['a negative rate', document(-1), ['document', 'seller', 'rate_bp']],
    ['another currency', { ...document(), currency: 'INR' }, ['document', 'currency']],
    ['another time zone', { ...document(), time_zone: 'UTC' }, ['document', 'time_zone']],
  ])('refuses %s with its path', async (_what, wrong, path) => {
    await expect(draftPlan(owner, { effectiveMonth: '2035-01', document: wrong })).rejects.toMatchObject({
      code: 'invalid',
      details: { faults: [{ path }] },
    });
  });
});
