import './unlimited.js';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { signedIn } from '../../src/core/policy.js';
import { cursorOf } from '../../src/http/cursor.js';
import { endpoint } from '../../src/http/endpoint.js';
import { between, is } from '../../src/http/filter.js';
import { list, pageOf } from '../../src/http/list.js';
import { group } from '../../src/http/route.js';
import { Team } from '../../src/users/team.js';
import { owner } from '../core/toys.js';
import { asOwner } from '../support/database.js';
import { asSaid, serve } from './web.js';

const things = list({
  name: 'things.list',
  row: Team,
  allow: signedIn,
  scope: ({ role }) => (role === 'owner' ? {} : { name: 'Thing 1' }),
  filters: { thing_name: is('name', z.string().max(50)), archived: between('archivedAt') },
  sort: ['createdAt', 'name'],
  present: ({ id, name }) => ({ id, thingName: name }),
});
const toys = group('things');
endpoint(toys, {
  method: 'get',
  path: '/things',
  summary: 'Things',
  query: things,
  answer: pageOf(z.object({ id: z.number(), thingName: z.string() })),
});

const { authenticate, as } = asSaid();
const web = await serve([toys], { authenticate });
const ask = (query: string, actor = owner) => web.call('GET', `/api/v1/things?${query}`, { headers: as(actor) });
const names = (body: { data: { thing_name: string }[] }): string[] => body.data.map((thing) => thing.thing_name);

const count = 40;

beforeAll(async () => {
  await asOwner(
    `INSERT INTO teams (name, created_at)
     SELECT 'Thing ' || n, timestamptz '2026-01-01 00:00:00.123456Z' + (n / 4) * interval '1 microsecond'
     FROM generate_series(1, $1) AS n`,
    [count],
  );
});

/** Follows the cursors to the end. */
async function walk(query: string): Promise<string[]> {
  const seen: string[] = [];
  for (let after = ''; ;) {
    const { body } = await ask(`${query}${after}`);
    seen.push(...names(body));
    if (!body.has_more) return seen;
    after = `&after=${String(body.next_cursor)}`;
  }
}

describe('a list', () => {
  test('shows the newest 25 first and says that there are more', async () => {
    const { status, body } = await ask('');
    expect(status).toBe(200);
    expect(body.data).toHaveLength(25);
    expect(body.data[0]).toEqual({ id: expect.any(Number), thing_name: 'Thing 40' });
    expect([body.has_more, typeof body.next_cursor]).toEqual([true, 'string']);
  });

  test('page by page shows each row once, whatever the size of the pages and the order', async () => {
    const all = Array.from({ length: count }, (_, n) => `Thing ${String(n + 1)}`);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom('created_at', '-created_at', 'name', '-name'),
        async (size, sort) => {
          const seen = await walk(`limit=${String(size)}&sort=${sort}`);
          expect([...seen].sort()).toEqual([...all].sort());
          const expected = sort.endsWith('name') ? [...all].sort() : all;
          expect(seen).toEqual(sort.startsWith('-') ? expected.toReversed() : expected);
        },
      ),
      { numRuns: 12 },
    );
  });

  test('is not shaken by rows that come in between two pages', async () => {
    const first = await ask('limit=5');
    await asOwner(`INSERT INTO teams (name) VALUES ('In between')`);
    const second = await ask(`limit=5&after=${String(first.body.next_cursor)}`);
    expect([...names(first.body), ...names(second.body)]).toEqual(
      Array.from({ length: 10 }, (_, n) => `Thing ${String(count - n)}`),
    );
    await asOwner(`DELETE FROM teams WHERE name = 'In between'`);
  });

  test('is narrowed by filters, all of one grammar', async () => {
    expect(names((await ask('thing_name=Thing 7')).body)).toEqual(['Thing 7']);
    expect(names((await ask('created[gte]=2027-01-01T00:00:00Z')).body)).toEqual([]);
    expect((await ask('created[lt]=2027-01-01T00:00:00Z&limit=100')).body.data).toHaveLength(count);
    expect(names((await ask('archived[gte]=2020-01-01T00:00:00Z')).body)).toEqual([]);
  });

  test('shows nobody more than the own rows', async () => {
    const { body } = await ask('limit=100', { ...owner, role: 'buyer' });
    expect(names(body)).toEqual(['Thing 1']);
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=ten',
    'limit=1.5',
    'limit=1&limit=2',
    'sort=id',
    'sort=createdAt',
    'sort=name;drop table teams',
    'nothing=1',
    'thing_name[$ne]=x',
    'thing_name[]=x',
    'created=2026-01-01T00:00:00Z',
    'created[gte]=yesterday',
    'created[like]=2026%25',
    'after=',
    'after=abc',
    'after=eyJpZCI6MX0.forged',
    'name=Thing 1',
    'thing_name=%00',
    `after=${'x'.repeat(600)}`,
  ])('refuses %s with 400', async (query) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(['unknown_parameter', 'malformed']).toContain(body.code);
    expect(body.errors.length).toBeGreaterThan(0);
  });

  test('takes no cursor of another list or sort', async () => {
    const cursor = String((await ask('limit=5')).body.next_cursor);
    expect((await ask(`limit=5&sort=name&after=${cursor}`)).status).toBe(400);
    const foreign = cursorOf({ list: 'orders.list', sort: '-created_at', value: '2026-01-01', id: 1 });
    expect((await ask(`after=${foreign}`)).status).toBe(400);
  });
});
