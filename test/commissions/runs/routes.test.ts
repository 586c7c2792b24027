import '../../http/unlimited.js';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { commissionRunRoutes } from '../../../src/commissions/runs/routes.js';
import type { Actor } from '../../../src/core/actor.js';
import { runRoutes } from '../../../src/jobs/routes.js';
import type { Program } from '../../../src/programs/program.js';
import { asSaid, serve } from '../../http/web.js';
import { asOwner } from '../../support/database.js';
import { member, person } from '../people.js';
import { buys, monthAgo, newProgram, noon, trio, workAll } from './town.js';
import type { Trio } from './town.js';

const month = monthAgo(1);
const { authenticate, as } = asSaid();
const web = await serve([runRoutes, commissionRunRoutes], { authenticate });

let here: Program;
let people: Trio;
let owner: Actor;
let finance: Actor;

const call = async (method: string, path: string, body?: unknown, actor = finance) => {
  const answer = await web.call(method, `/api/v1${path}`, {
    headers: as(actor),
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, body: answer.body };
};
const ask = (body: unknown, actor = finance) => call('POST', '/runs', body, actor);

beforeEach(async () => {
  here = await newProgram('binary-classic');
  people = await trio(here);
  [owner, finance] = [await person('owner', here), await person('funds_coordinator', here)];
  await buys(here, people.left, '250.00', noon(month, 3));
  await buys(here, people.right, '120.00', noon(month, 3));
});

/** A computed run, as it waits in review. */
async function computed(body: unknown = { kind: 'period', month }): Promise<number> {
  const made = await ask(body);
  expect(made.status).toBe(201);
  await workAll();
  return made.body.id as number;
}

describe('POST /runs', () => {
  test('queues the close of a month, and tells whoever asks again which run is under way', async () => {
    const made = await ask({ kind: 'period', month });
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({ kind: 'commissions', key: `${here.id}/period/${month}`, status: 'queued' }),
    ]);
    const again = await ask({ kind: 'period', month });
    expect([again.status, again.body]).toEqual([
      409,
      expect.objectContaining({ code: 'already_running', run_id: made.body.id }),
    ]);
    await workAll();
  });

  test('names the run that closed the month, or that matched the day', async () => {
    const matched = await computed({ kind: 'matching', until: `${month}-05` });
    await call('PUT', `/runs/${matched}/posting`, {}, owner);
    await workAll();
    const day = await ask({ kind: 'matching', until: `${month}-04` });
    expect([day.status, day.body.code, day.body.run_id]).toEqual([409, 'conflict', matched]);

    const closed = await computed();
    await call('PUT', `/runs/${closed}/approval`, {});
    await workAll();
    const again = await ask({ kind: 'period', month });
    expect([again.status, again.body.code, again.body.run_id]).toEqual([409, 'conflict', closed]);
    const inside = await ask({ kind: 'matching', until: `${month}-20` });
    expect([inside.status, inside.body.code, inside.body.run_id]).toEqual([409, 'conflict', closed]);
  });

  test.each([
    [{ kind: 'period', month: '2026-13' }, '/month'],
    [{ kind: 'period', month: monthAgo(0) }, '/month'],
    [{ kind: 'period', month, until: `${month}-05` }, ''],
    [{ kind: 'matching', until: 'tomorrow' }, '/until'],
    [{ kind: 'member' }, '/member_id'],
    [{ kind: 'everything' }, '/kind'],
  ])('refuses %j and names the field', async (body, pointer) => {
    const { status, body: problem } = await ask(body);
    expect([status, problem.errors?.[0]?.pointer ?? '']).toEqual([422, expect.stringContaining(pointer)]);
    expect(
      (await call('GET', '/runs')).body.data.filter(({ status }: { status: string }) => status === 'queued'),
    ).toEqual([]);
  });

  test('is closed to who does not do the money', async () => {
    expect((await ask({ kind: 'period', month }, await person('team_lead', here))).status).toBe(403);
  });
});

describe('GET /runs/{id}', () => {
  test('shows progress, plans, certificate and totals of a computed run', async () => {
    const id = await computed();
    const { status, body } = await call('GET', `/runs/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, status: 'review', error: null });
    expect(body.progress).toBe(body.total);
    expect(body.commissions).toMatchObject({
      kind: 'period',
      month,
      blocked: null,
      currency: 'USD',
      plans: [{ version: 1 }],
      totals: {
        sold: '370.00',
        differing: 0,
        to_post: { lines: 1, amount: '10.00' },
        pairs: { possible: 1, formed: 1, paid: 1 },
        breakage: expect.stringMatching(/^\d+\.\d\d$/),
        lines: { pair: { new: { lines: 1, amount: '10.00' } }, level: { accrued: { lines: 2, amount: '18.50' } } },
      },
      verifications: [],
    });
    expect(Object.keys(body.commissions.certificate)).toEqual(expect.arrayContaining(['inputs', 'lines', 'sales']));
    expect(body.commissions.totals.top).toEqual([
      { line: 2, member_id: people.top.id, member_name: expect.any(String), kind: 'level', amount: '12.50' },
      { line: 1, member_id: people.top.id, member_name: expect.any(String), kind: 'pair', amount: '10.00' },
      { line: 3, member_id: people.top.id, member_name: expect.any(String), kind: 'level', amount: '6.00' },
    ]);
  });

  test('of another program is not there', async () => {
    const id = await computed();
    const elsewhere = await person('owner', await newProgram('binary-classic'));
    for (const path of [`/runs/${id}`, `/runs/${id}/lines`]) {
      expect((await call('GET', path, undefined, elsewhere)).status).toBe(404);
    }
    for (const door of ['cancellation', 'posting', 'approval', 'verification']) {
      expect((await call('PUT', `/runs/${id}/${door}`, {}, elsewhere)).status).toBe(404);
    }
  });
});

describe('GET /runs/{id}/lines', () => {
  test('goes page by page, and narrows to a member, a kind and a state', async () => {
    const id = await computed();
    const lines = async (query = '') => (await call('GET', `/runs/${id}/lines${query}`)).body;
    const all = await lines();
    expect(all.data.map(({ line, kind, state }: Record<string, unknown>) => [line, kind, state])).toEqual([
      [1, 'pair', 'new'],
      [2, 'level', 'accrued'],
      [3, 'level', 'accrued'],
    ]);
    expect(all.data[0]).toMatchObject({ amount: '10.00', base: '10.00', quantity: 1, commission_id: null, via: [] });
    expect(all.data[1]).toMatchObject({ amount: '12.50', base: '250.00', level: 1, commission_id: expect.any(Number) });
    const first = await lines('?limit=2');
    expect([first.data.length, first.has_more]).toEqual([2, true]);
    const second = await lines(`?limit=2&after=${first.next_cursor}`);
    expect([second.data.map(({ line }: { line: number }) => line), second.has_more]).toEqual([[3], false]);
    expect((await lines('?kind=pair')).data).toHaveLength(1);
    expect((await lines('?state=accrued&kind=level')).data).toHaveLength(2);
    expect((await lines(`?member_id=${people.left.id}`)).data).toEqual([]);
    expect((await call('GET', `/runs/${id}/lines?colour=red`)).status).toBe(400);
    expect((await call('GET', `/runs/${id}/lines?after=1`)).status).toBe(400);
  });
});

describe('GET /runs/{id}/lines of a long run', () => {
  test('finds the few lines that are asked for, however far away they lie', async () => {
    const id = await computed();
    await asOwner(
      `INSERT INTO run_lines (part, run_id, fence, line, member_id, kind, state, level, sale_id, base, quantity, amount)
       SELECT part, run_id, fence, 3 + n, member_id, kind, CASE WHEN n % 4000 = 3999 THEN 'missing' ELSE state END, 2,
         1000000 + n, base, 1, amount
       FROM run_lines, generate_series(1, 12000) AS n WHERE run_id = $1 AND line = 3`,
      [id],
    );
    await asOwner(
      `UPDATE commission_runs SET totals = jsonb_set(totals, '{lines,level}',
         '{"accrued": {"lines": 11999, "amount": "0.00"}, "missing": {"lines": 3, "amount": "0.00"}}') WHERE run_id = $1`,
      [id],
    );
    const numbers = async (query: string) =>
      (await call('GET', `/runs/${id}/lines${query}`)).body.data.map(({ line }: { line: number }) => line);
    expect(await numbers('?state=missing')).toEqual([4002, 8002, 12002]);
    expect(await numbers('?state=new')).toEqual([1]);
    expect(await numbers('?kind=level&limit=2')).toEqual([2, 3]);
    expect(await numbers('?state=differs')).toEqual([]);
  });
});

describe('PUT /runs/{id}/…', () => {
  test('posts, credits and verifies, each once', async () => {
    const id = await computed();
    expect((await call('PUT', `/runs/${id}/posting`, {}, await person('team_lead', here))).status).toBe(403);
    expect((await call('PUT', `/runs/${id}/approval`, {})).body).toMatchObject({ id, status: 'posting' });
    expect((await call('PUT', `/runs/${id}/approval`, {})).body.code).toBe('wrong_state');
    await workAll();
    const asked = await call('PUT', `/runs/${id}/verification`, {});
    expect([asked.status, asked.body.kind]).toEqual([200, 'verify']);
    await workAll();
    const { commissions } = (await call('GET', `/runs/${id}`)).body;
    expect(commissions).toMatchObject({
      is_posted_with_approval: true,
      verifications: [{ run_id: asked.body.id, status: 'posted', is_identical: true, differences: [], counts: {} }],
    });
    expect((await call('GET', `/runs/${asked.body.id}`)).body).toMatchObject({
      kind: 'verify',
      result: { of_run_id: id, is_identical: true },
      commissions: null,
    });
  });

  test('cancels what nobody has posted yet', async () => {
    const id = await computed();
    expect((await call('PUT', `/runs/${id}/cancellation`, {}, owner)).body).toMatchObject({ id, status: 'cancelled' });
    expect((await call('PUT', `/runs/${id}/approval`, {})).status).toBe(409);
    expect((await call('PUT', `/runs/${id}/verification`, {})).status).toBe(409);
  });
});

describe('POST /members/{id}/matchings', () => {
  test('is for the member himself and for finance; others do not exist for him', async () => {
    const { actor, member: own } = await member(here, people.top);
    const theirs = await call('POST', `/members/${people.top.id}/matchings`, {}, actor);
    expect([theirs.status, theirs.body.code]).toEqual([404, 'not_found']);
    const early = await call('POST', `/members/${own.id}/matchings`, {}, actor);
    expect([early.status, early.body.code]).toEqual([409, 'conflict']);
  });
});
