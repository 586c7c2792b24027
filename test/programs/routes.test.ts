import '../support/database.js';
import { beforeAll, describe, expect, test } from '@jest/globals';
import '../../src/consequences.js';
import { system } from '../../src/core/actor.js';
import type { Actor, Role } from '../../src/core/actor.js';
import { programByKey } from '../../src/programs/find-program.js';
import { installPresets } from '../../src/programs/install-presets.js';
import type { Program } from '../../src/programs/program.js';
import { programRoutes } from '../../src/programs/routes.js';
import { serve } from '../tracking/web.js';

const { call } = await serve(programRoutes);
let program: Program;
beforeAll(async () => {
  await installPresets(system(), {});
  program = await programByKey('ev');
});

const as = (role: Role): Actor => ({ ...system(program.id), kind: 'person', role });
const get = (path: string, role: Role) => call('GET', `/api/v1${path}`, { as: as(role) });
const keys = (body: Record<string, unknown>) => (body['data'] as { key: string }[]).map(({ key }) => key);

const draft = {
  effective_month: '2031-04',
  document: { name: 'Next', currency: 'INR', time_zone: 'Asia/Kolkata', seller: { rate_bp: 500 } },
};

describe('the programs of an install', () => {
  test('are all shown to staff, and to members the one they are in', async () => {
    const [, all] = await get('/programs', 'telemarketer');
    expect(keys(all)).toHaveLength(6);
    const [, own] = await get('/programs', 'affiliate');
    expect(keys(own)).toEqual(['ev']);
    const other = await programByKey('pipeline');
    expect((await get(`/programs/${other.id}`, 'affiliate'))[0]).toBe(404);
  });

  test('show their settings complete, defaults included', async () => {
    const [, body] = await get(`/programs/${program.id}`, 'admin');
    expect(body).toMatchObject({
      currency: 'INR',
      time_zone: 'Asia/Kolkata',
      settings: { attribution_window_days: 180, auto_distributor: false },
    });
  });

  test('are made by owners only, each with a key of its own', async () => {
    const body = { key: 'coffee', name: 'Coffee', currency: 'EUR', time_zone: 'Europe/Berlin' };
    const make = (role: Role, more = {}) =>
      call('POST', '/api/v1/programs', { as: as(role), body: { ...body, ...more } });
    expect((await make('admin'))[0]).toBe(403);
    expect((await make('owner'))[0]).toBe(201);
    expect((await make('owner'))[0]).toBe(409);
    expect((await make('owner', { key: 'tea', time_zone: 'Mars/Olympus' }))[1]['errors']).toMatchObject([
      { pointer: '/time_zone' },
    ]);
  });
});

describe('a plan', () => {
  test('is drafted by owners and admins, and hidden from others until it is published', async () => {
    const post = (role: Role) => call('POST', '/api/v1/plans', { as: as(role), body: draft });
    expect((await post('funds_coordinator'))[0]).toBe(403);
    const [status, made] = await post('admin');
    expect([status, made['status'], made['effective_from']]).toEqual([201, 'draft', '2031-03-31T18:30:00.000Z']);
    expect((await get(`/plans/${String(made['id'])}`, 'owner'))[0]).toBe(200);
    expect((await get(`/plans/${String(made['id'])}`, 'buyer'))[0]).toBe(404);
    expect((await get('/plans', 'affiliate'))[0]).toBe(403);
  });

  test('says when it pays for people rather than for sales', async () => {
    const [, body] = await get('/plans?status=published', 'buyer');
    expect(body['data']).toMatchObject([{ key: 'ev-distribution', version: 1, pays_for_people: true }]);
  });

  test('keeps the document as it was written, whatever the names in it', async () => {
    const [, body] = await call('POST', '/api/v1/plans', { as: as('owner'), body: draft });
    expect(body['document']).toEqual(draft.document);
  });

  test('is refused with the path of what is wrong', async () => {
    const document = { ...draft.document, levels: { tree: 'placement', on: ['purchase'], rates_bp: [1], bonus: 1 } };
    const [status, body] = await call('POST', '/api/v1/plans', { as: as('owner'), body: { ...draft, document } });
    expect([status, body['errors']]).toEqual([422, [expect.objectContaining({ pointer: '/document/levels/bonus' })]]);
  });
});
