import './unlimited.js';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { visitor } from '../../src/core/actor.js';
import { owner } from '../core/toys.js';
import { asOwner } from '../support/database.js';
import { toys } from './toy-routes.js';
import { asSaid, serve } from './web.js';

const { authenticate, as } = asSaid();
const web = await serve([toys], { authenticate });
beforeEach(() => asOwner('DELETE FROM teams'));

const make = (body: unknown, headers: Record<string, string> = {}) =>
  web.call('POST', '/api/v1/shelves/7/toys', { body, headers: { ...as(owner), ...headers } });
const madeToys = async (): Promise<number> => (await asOwner('SELECT 1 FROM teams')).length;
const pointers = (body: { errors?: { pointer: string; code: string }[] }) =>
  (body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

describe('an endpoint', () => {
  test('speaks snake_case outside, leaves metadata alone, and shows only what its answer declares', async () => {
    const body = {
      toy_name: 'Ball',
      unit_price: '59.00',
      parts: [{ part_name: 'skin' }],
      metadata: { skuCode: 'B-1', other_key: 2 },
    };
    const answer = await make(body, { 'user-agent': 'a test' });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      toy_id: expect.any(Number),
      toy_name: 'Ball',
      unit_price: '59.00',
      note: null,
      parts: [{ part_name: 'skin' }],
      metadata: { skuCode: 'B-1', other_key: 2 },
      made_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    const [log] = await asOwner(`SELECT input FROM command_log WHERE command = 'toy.make' ORDER BY id DESC LIMIT 1`);
    expect(log).toMatchObject({ input: { shelfId: '7', toyName: 'Ball', userAgent: 'a test' } });
  });

  test('names every wrong field as the caller called it, and stores nothing', async () => {
    const { status, headers, body } = await make({ toy_name: '', unit_price: '1e3', parts: [{ part_name: 5 }, {}] });
    expect(status).toBe(422);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body).toMatchObject({
      type: 'urn:upline:invalid',
      title: 'Unprocessable Entity',
      status: 422,
      code: 'invalid',
      instance: '/api/v1/shelves/7/toys',
    });
    expect(body.request_id).toBe(headers.get('x-request-id'));
    expect(pointers(body)).toEqual([
      '/toy_name too_small',
      '/unit_price invalid_format',
      '/parts/0/part_name invalid_type',
      '/parts/1/part_name invalid_type',
    ]);
    expect(await madeToys()).toBe(0);
  });

  test.each([
    ['an unknown key', { more: 1 }, '/more'],
    ['a declared key in the wrong case', { toyName: 'Bat' }, '/toyName'],
    ['what the path says already', { shelf_id: 8 }, '/shelf_id'],
    ['what the door fills in itself', { user_agent: 'forged' }, '/user_agent'],
    ['a prototype', JSON.parse('{"__proto__": {"role": "owner"}}') as object, '/__proto__'],
    ['an unknown key inside', { parts: [{ part_name: 'a', partName: 'b' }] }, '/parts/0/partName'],
  ])('refuses %s', async (_what, part, pointer) => {
    const raw = JSON.stringify({ toy_name: 'Ball' }).slice(0, -1) + ',' + JSON.stringify(part).slice(1);
    const { status, body } = await web.call('POST', '/api/v1/shelves/7/toys', {
      raw,
      headers: { ...as(owner), 'content-type': 'application/json' },
    });
    expect(status).toBe(422);
    expect(pointers(body)).toContain(`${pointer} unknown_key`);
    expect(await madeToys()).toBe(0);
  });

  test('refuses a path that is no id, and a query string where a body belongs', async () => {
    const wrongPath = await web.call('POST', '/api/v1/shelves/abc/toys', {
      body: { toy_name: 'Ball' },
      headers: as(owner),
    });
    expect([wrongPath.status, wrongPath.body.errors[0].pointer]).toEqual([422, '/shelf_id']);
    const query = await web.call('POST', '/api/v1/shelves/7/toys?toy_name=Bat', {
      body: { toy_name: 'Ball' },
      headers: as(owner),
    });
    expect([query.status, query.body.code]).toEqual([400, 'unknown_parameter']);
  });

  test('asks who it is before it looks at what was sent', async () => {
    const nobody = await web.call('POST', '/api/v1/shelves/7/toys', { body: { wrong: 1 } });
    expect([nobody.status, nobody.body.code]).toEqual([401, 'sign_in_required']);
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer');
    const buyer = await web.call('POST', '/api/v1/shelves/7/toys', {
      body: { wrong: 1 },
      headers: as({ ...owner, role: 'buyer' }),
    });
    expect([buyer.status, buyer.body.code]).toEqual([403, 'not_allowed']);
  });

  test('reads its query string, and refuses with 400 what it does not know or cannot read there', async () => {
    expect((await web.call('GET', '/api/v1/toys?toy_name=Ball&made[gte]=2026')).body).toEqual({
      asked: { toyName: 'Ball', 'made[gte]': '2026' },
    });
    for (const [query, code] of [
      ['more=1', 'unknown_parameter'],
      ['toyName=Ball', 'unknown_parameter'],
      ['toy_name[$ne]=x', 'unknown_parameter'],
      ['toy_name=a&toy_name=b', 'malformed'],
      ['toy_name=%00', 'malformed'],
      ['__proto__=1', 'unknown_parameter'],
    ]) {
      const { status, body } = await web.call('GET', `/api/v1/toys?${String(query)}`);
      expect([query, status, body.code]).toEqual([query, 400, code]);
    }
  });

  test('that fails by a bug says nothing of it', async () => {
    const { status, text, body } = await web.call('GET', '/api/v1/broken');
    expect([status, body.code, body.detail]).toEqual([500, 'internal', 'Something went wrong on our side.']);
    expect(text).not.toMatch(/SELECT|secret|\.ts|at /);
  });

  test('that opens to other sites says so, and the others do not', async () => {
    expect((await web.call('GET', '/api/v1/toys')).headers.get('access-control-allow-origin')).toBe('*');
    expect((await web.call('OPTIONS', '/api/v1/toys')).status).toBe(204);
    expect((await make({ toy_name: 'Ball' })).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('an Idempotency-Key', () => {
  const sent = (key: string, toy_name = 'Ball') => make({ toy_name }, { 'idempotency-key': key });

  test('gives the first answer again', async () => {
    const [first, again] = [await sent('a'), await sent('a')];
    expect(again.body).toEqual(first.body);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
    expect(await madeToys()).toBe(1);
  });

  test('belongs to one request', async () => {
    await sent('b');
    const { status, body } = await sent('b', 'Bat');
    expect([status, body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  test('must look like one, and must be there where money leaves', async () => {
    expect((await sent('x'.repeat(256))).body.code).toBe('malformed');
    const pay = (headers: Record<string, string>) =>
      web.call('POST', '/api/v1/payments', { headers: { ...as(owner), ...headers } });
    expect((await pay({})).body.code).toBe('idempotency_key_required');
    expect((await pay({ 'idempotency-key': 'c' })).status).toBe(204);
    expect((await pay({ 'idempotency-key': 'c' })).headers.get('idempotency-replayed')).toBe('true');
  });

  test('of a visitor is ignored', async () => {
    const answer = await web.call('POST', '/api/v1/shelves/7/toys', {
      body: { toy_name: 'Ball' },
      headers: { ...as(visitor()), 'idempotency-key': 'd' },
    });
    expect(answer.status).toBe(401);
    expect(await asOwner(`SELECT 1 FROM idempotency_keys WHERE principal = 'visitor'`)).toEqual([]);
  });
});
