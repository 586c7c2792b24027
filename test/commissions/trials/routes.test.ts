import '../../http/unlimited.js';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { planRoutes } from '../../../src/commissions/trials/routes.js';
import type { Actor, Role } from '../../../src/core/actor.js';
import { system } from '../../../src/core/actor.js';
import { Plan } from '../../../src/programs/plan.js';
import type { Program } from '../../../src/programs/program.js';
import { programRoutes } from '../../../src/programs/routes.js';
import { asSaid, serve } from '../../http/web.js';
import { buys, closeMonth, monthAgo, newProgram, noon, trio } from '../runs/town.js';
import { simulateAll } from './trials.js';

const { authenticate, as } = asSaid();
const web = await serve([programRoutes, planRoutes], { authenticate });

let here: Program;
beforeAll(async () => {
  here = await newProgram('binary-classic');
  const { left } = await trio(here);
  await buys(here, left, '100.00', noon(monthAgo(1), 3));
  await closeMonth(here, monthAgo(1));
});

const who = (role: Role): Actor => ({ ...system(here.id), kind: 'person', role });
const call = (method: string, path: string, body?: unknown, role: Role = 'owner') =>
  web.call(method, `/api/v1${path}`, { headers: as(who(role)), ...(body === undefined ? {} : { body }) });

const seller = { rate_bp: 1000 };
const levels = { tree: 'placement', on: ['purchase'], rates_bp: [500, 300] };
const binary = { unit: 'volume', pair_value: '100.00', amount: '10.00' };
const ranks = { paid_as_by: [{ name: 'Gold', downline: 1 }] };
const write = (changes: object = { seller }) => ({ name: 'Next', currency: 'USD', time_zone: 'UTC', ...changes });
const drafted = (changes?: object) => ({ effective_month: '2031-01', document: write(changes) });

const wrong: [string, Record<string, unknown>, string][] = [
  ['an unknown key', drafted({ bonus: 1 }), '/document/bonus'],
  ['an unknown key of a part', drafted({ levels: { ...levels, level: 1 } }), '/document/levels/level'],
  ['a rate over 100 %', drafted({ seller: { rate_bp: 10_001 } }), '/document/seller/rate_bp'],
  ['levels over 100 % in sum', drafted({ levels: { ...levels, rates_bp: [9000, 1001] } }), '/document/levels/rates_bp'],
  ['seller and levels over 100 %', drafted({ seller: { rate_bp: 9500 }, levels }), '/document/levels/rates_bp'],
  ['levels as amounts and rates', drafted({ levels: { ...levels, amounts: ['1.00'] } }), '/document/levels/rates_bp'],
  ['two sets of levels', drafted({ levels: [levels, levels] }), '/document/levels'],
  ['a trigger twice', drafted({ levels: { ...levels, on: ['purchase', 'purchase'] } }), '/document/levels/on'],
  [
    'more ranks than levels',
    drafted({ ranks, levels: { ...levels, min_rank: [null, null, 'Gold'] } }),
    '/document/levels/min_rank',
  ],
  [
    'a rank twice',
    drafted({ ranks: { paid_as_by: [...ranks.paid_as_by, ...ranks.paid_as_by] } }),
    '/document/ranks/paid_as_by/1/name',
  ],
  ['a cap of zero', drafted({ binary: { ...binary, cap: { pairs: 0, per: 'day' } } }), '/document/binary/cap/pairs'],
  [
    'a cap of zero for a rank',
    drafted({ ranks, binary: { ...binary, cap: { pairs: 1, per: 'day', by_rank: { Gold: 0 } } } }),
    '/document/binary/cap/by_rank/Gold',
  ],
  [
    'a limit of zero',
    drafted({ binary: { ...binary, inactive_limit: { pairs: 0, net: '1.00' } } }),
    '/document/binary/inactive_limit/pairs',
  ],
  ['a closed month', { ...drafted(), effective_month: monthAgo(1) }, '/effective_month'],
  ['a month before everything', { ...drafted(), effective_month: '2020-01' }, '/effective_month'],
  ['no month at all', { ...drafted(), effective_month: '2031-13' }, '/effective_month'],
];

describe('a plan that is wrong', () => {
  test.each(wrong)(
    'with %s is refused at its path when it is drafted, and not stored',
    async (_what, body, pointer) => {
      const before = await Plan.count();
      const { status, body: problem } = await call('POST', '/plans', body);
      expect([status, problem.code, problem.errors]).toEqual([422, 'invalid', [expect.objectContaining({ pointer })]]);
      expect(await Plan.count()).toBe(before);
    },
  );

  test.each(wrong)(
    'with %s is refused at its path when a draft is changed, which stays as it is',
    async (_what, body, pointer) => {
      const { id } = (await call('POST', '/plans', drafted())).body;
      const { status, body: problem } = await call('PATCH', `/plans/${String(id)}`, body);
      expect([status, problem.errors]).toEqual([422, [expect.objectContaining({ pointer })]]);
      const { body: plan } = await call('GET', `/plans/${String(id)}`);
      expect([plan.document, plan.effective_from]).toEqual([write(), '2031-01-01T00:00:00.000Z']);
    },
  );

  test.each([0, 25, 1.5, '3', null])('over %j months is refused with what may be asked for', async (periods) => {
    const { id } = (await call('POST', '/plans', drafted())).body;
    const { status, body } = await call('POST', `/plans/${String(id)}/simulations`, { periods });
    expect([status, body.detail]).toEqual([422, 'periods: is a whole number of months from 1 to 24']);
  });

  test('for a closed month is told the first possible one', async () => {
    const { body } = await call('POST', '/plans', { ...drafted(), effective_month: monthAgo(1) });
    expect(body.errors[0].message).toContain(`${monthAgo(0)} is the first possible month`);
  });
});

describe('a plan over HTTP', () => {
  test('is drafted, looked at, simulated, followed and published', async () => {
    const { id } = (await call('POST', '/plans', drafted())).body;
    const path = `/plans/${String(id)}`;
    expect((await call('GET', `${path}/simulation`)).status).toBe(404);
    expect((await call('PUT', `${path}/publication`, {})).status).toBe(409);

    const asked = await call('POST', `${path}/simulations`, { periods: 2 });
    expect([asked.status, asked.body.kind, asked.body.status]).toEqual([202, 'simulations', 'queued']);
    const again = await call('POST', `${path}/simulations`, {});
    expect([again.status, again.body.code, again.body.run_id]).toEqual([409, 'already_running', asked.body.id]);
    await simulateAll();

    const { body: simulation } = await call('GET', `${path}/simulation`);
    expect(simulation).toMatchObject({
      plan_id: id,
      run_id: asked.body.id,
      pays_for_people: false,
      periods: [{ month: monthAgo(1), is_closed: true, sold: '100.00', active: { paid: '5.00', payout_bp: 500 } }],
      total: { draft: { paid: '0.00', members_by_reason: {} }, losers: { members: 1, amount: '5.00' } },
    });
    const { body: studio } = await call('GET', `${path}/studio`);
    expect(studio).toMatchObject({
      is_simulated: true,
      effective_month: '2031-01',
      active: { version: 1 },
      acknowledgement: null,
      simulation: { document_hash: simulation.document_hash },
      run: { status: 'posted' },
    });
    expect(studio.diff).toContainEqual({ path: 'seller', before: null, after: seller });

    const closed = await call('PUT', `${path}/publication`, { effective_month: monthAgo(1) });
    expect([closed.status, closed.body.errors]).toEqual([
      422,
      [expect.objectContaining({ pointer: '/effective_month' })],
    ]);
    const published = await call('PUT', `${path}/publication`, { effective_month: monthAgo(0) });
    expect([published.status, published.body.status, published.body.is_simulated]).toEqual([200, 'published', true]);
    expect((await call('PUT', `${path}/publication`, {})).body.code).toBe('wrong_state');
  });

  test('that pays for people is marked, and asks an owner for the words of the studio', async () => {
    const { id } = (await call('POST', '/plans', drafted({ referral: { amount: '10.00' } }))).body;
    const path = `/plans/${String(id)}`;
    await call('POST', `${path}/simulations`, {});
    await simulateAll();
    const { acknowledgement } = (await call('GET', `${path}/studio`)).body;
    expect((await call('PUT', `${path}/publication`, { acknowledgement }, 'admin')).status).toBe(403);
    const silent = await call('PUT', `${path}/publication`, {});
    expect([silent.status, silent.body.errors]).toEqual([
      422,
      [expect.objectContaining({ pointer: '/acknowledgement' })],
    ]);
    const { status, body } = await call('PUT', `${path}/publication`, { acknowledgement });
    expect([status, body.pays_for_people, body.acknowledgement]).toEqual([200, true, acknowledgement]);
  });
});
