import { beforeAll, describe, expect, test } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { openPanel } from './panel.js';
import type { Panel, Reply, Seat } from './panel.js';
import { inParts, resourcesOf } from './crawl.js';
import type { Resource } from './crawl.js';

let panel: Panel;
let all: Resource[];
beforeAll(async () => {
  panel = await openPanel();
  all = await resourcesOf(panel.seats.owner);
}, 120_000);

describe('a list', () => {
  test('pages to the end and back without losing or repeating a row', async () => {
    for (const sort of [
      'sortBy=earnedAt&direction=desc',
      'sortBy=amount&direction=asc',
      'sortBy=level&direction=desc',
      'sortBy=level&direction=asc',
    ]) {
      const forth = await walk(panel.seats.owner, `commissions/actions/list?perPage=7&${sort}`, 'next', '');
      const back = await walk(panel.seats.owner, `commissions/actions/list?perPage=7&${sort}`, 'previous', '&last=1');
      expect(new Set(forth).size).toBe(forth.length);
      expect(new Set(back)).toEqual(new Set(forth));
      const [{ count } = { count: 0 }] = await asOwner<{ count: number }>(
        'SELECT count(*)::int AS count FROM commissions WHERE program_id = (SELECT id FROM programs WHERE is_default)',
      );
      expect([sort, forth.length]).toEqual([sort, count]);
    }
  });

  test('finds text whatever its case, numbers exactly, and ranges with both ends', async () => {
    const list = async (query: string) => (await panel.seats.owner.get(`/admin/api/resources/${query}`)).body;
    expect(
      (await list('users/actions/list?q=TARA')).records.map(
        (row: { values: { fullName: string } }) => row.values.fullName,
      ),
    ).toEqual(['Tara Talker']);
    expect((await list('users/actions/list?q=%23' + '1')).records.map(({ id }: { id: string }) => id)).toContain('1');
    expect((await list('users/actions/list?q=100%25')).records).toEqual([]);
    const some = await list('commissions/actions/list?perPage=100&filters.amount~~from=10.00&filters.amount~~to=20.00');
    const amounts = some.records.map((row: { values: { amount: string } }) => Number(row.values.amount));
    expect(amounts.length).toBeGreaterThan(0);
    expect(amounts.every((amount: number) => amount >= 10 && amount <= 20)).toBe(true);
    const both = await list('commissions/actions/list?perPage=100&filters.status=pending,approved');
    expect(both.records.length).toBeGreaterThan(0);
  });

  test('falls back to its own order for a column that is not offered', async () => {
    for (const column of ['accrualKey', 'passwordHash', 'constructor', 'id;drop table users', 'planId'])
      expect(
        (
          await panel.seats.owner.get(
            `/admin/api/resources/commissions/actions/list?sortBy=${encodeURIComponent(column)}`,
          )
        ).body.meta.sortBy,
      ).toBe('earnedAt');
  });

  test('never fails, whatever it is filtered by', async () => {
    const queries = [...everyFilter(all, worst), ...onePerKind(all, [...worst, ...odd])];
    expect(queries.length).toBeGreaterThan(1500);
    const replies: Reply[] = [];
    const ask = async (query: string) =>
      void replies.push(await panel.seats.owner.get(`/admin/api/resources/${query}`));
    await inParts(queries, ask, 24);
    const failed = replies.filter(({ status }) => status !== 200 && status !== 400);
    expect(failed.map(({ url, text }) => [url, text])).toEqual([]);
    expect(replies.filter(({ text }) => /SELECT|syntax error|\.js:\d/.test(text)).map(({ url }) => url)).toEqual([]);
  }, 180_000);

  test('refuses filters by columns that were not declared', async () => {
    for (const name of ['passwordHash', 'sessionVersion', 'constructor', 'toString'])
      expect((await panel.seats.owner.get(`/admin/api/resources/users/actions/list?filters.${name}=1`)).status).toBe(
        400,
      );
  });

  test('refuses a place in the list that nobody was given', async () => {
    for (const after of [
      'x',
      Buffer.from('["2026","1); DROP TABLE users"]').toString('base64url'),
      Buffer.from(`["'; --",1]`).toString('base64url'),
    ])
      expect((await panel.seats.owner.get(`/admin/api/resources/users/actions/list?after=${after}`)).status).toBe(400);
  });
});

/** What breaks naive SQL, types or parsers; asked of every filter. */
const worst = ["'", '\0', '9'.repeat(30), '2026-13-45', '{"$gt":1}', ',', 'none'];
/** And what else comes in; asked of two filters of each kind. */
const odd = [
  '"; DROP TABLE users; --',
  '1e3',
  'NaN',
  '%',
  '_',
  '\\',
  'null',
  'true',
  '-1',
  '0001-01-01',
  '12.345',
  '१२',
  '\u{1F600}',
  ',,1',
  'x'.repeat(3000),
];

const queryOf = (resource: string, name: string, value: string): string =>
  `${resource}/actions/list?perPage=1&${new URLSearchParams({ [`filters.${name}`]: value }).toString()}`;

const everyFilter = (resources: readonly Resource[], values: readonly string[]): string[] =>
  resources.flatMap(({ id, filters }) => filters.flatMap((name) => values.map((value) => queryOf(id, name, value))));

function onePerKind(resources: readonly Resource[], values: readonly string[]): string[] {
  const filters = resources.flatMap(({ id, filters: names, kinds }) =>
    names.map((name) => ({ id, name, kind: kinds[name] ?? '' })),
  );
  const kinds = new Set(filters.map(({ kind }) => kind));
  const chosen = [...kinds].flatMap((kind) => filters.filter((one) => one.kind === kind).slice(0, 2));
  return chosen.flatMap(({ id, name }) =>
    ['', '~~from', '~~to'].flatMap((end) => values.map((value) => queryOf(id, name + end, value))),
  );
}

async function walk(seat: Seat, path: string, way: 'next' | 'previous', first: string): Promise<string[]> {
  const parameter = way === 'next' ? 'after' : 'before';
  const ids: string[] = [];
  for (let place: string | null = first; place !== null;) {
    const { body } = await seat.get(`/admin/api/resources/${path}${place}`);
    ids.push(...body.records.map(({ id }: { id: string }) => id));
    const cursor: string | null = body.meta[way];
    place = cursor === null ? null : `&${parameter}=${encodeURIComponent(cursor)}`;
  }
  return ids;
}
