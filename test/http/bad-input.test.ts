import './unlimited.js';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import type { Route } from '../../src/http/route.js';
import { defaultProgram } from '../../src/programs/find-program.js';
import { installPresets } from '../../src/programs/install-presets.js';
import { groups } from '../../src/routes.js';
import { asOwner } from '../support/database.js';
import { newUser } from '../users/people.js';
import { nameOf, routes, whoMay } from './all-routes.js';
import { bodyOf, fieldsOf, wrongsFor } from './bad-input.js';
import type { Wrong } from './bad-input.js';
import { asSaid, serve } from './web.js';
import type { Answer } from './web.js';

// Every door, every field of its schema, every value that such a field cannot have: refused by name, nothing stored.
// The doors are taken from the router and the fields from the schemas, so what is new is tried too.

const { authenticate, as } = asSaid();
const web = await serve(groups, { authenticate });
await installPresets(system(), {});
const { id: programId } = await defaultProgram();
const { id: userId } = await newUser('owner');

const atOnce = 8;

/** Limits and places in line are no facts about the business. */
const besides = ['rate_limits', 'sessions', 'migrations'];
let tables: string[] = [];

beforeAll(async () => {
  const rows = await asOwner<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE nspname = 'public' AND relkind = 'r'`,
  );
  tables = rows.map(({ name }) => name).filter((name) => !besides.includes(name));
});

/** How many rows there are, all tables together. */
async function stored(): Promise<number> {
  const counts = tables.map((table) => `(SELECT count(*) FROM "${table}")`).join(' + ');
  const [row] = await asOwner<{ n: string }>(`SELECT ${counts} AS n`);
  return Number(row?.n);
}

const pathOf = ({ path }: Route): string => path.replace(/:\w+/g, '1');

function send(route: Route, parts: Record<string, unknown>, path = pathOf(route)): Promise<Answer> {
  const headers = { ...as(whoMay(route, programId, userId)), 'idempotency-key': 'bad-input' };
  const method = route.method.toUpperCase();
  if (route.method === 'get') return web.call(method, `${path}?${queryOf(parts)}`, { headers });
  if (route.takes === 'json') return web.call(method, path, { headers, body: parts });
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded', origin: web.url };
  return web.call(method, path, { headers: form, raw: queryOf(parts) });
}

/** Lists become repeated parameters, objects the bracketed ones that some parsers turn into operators. */
const queryOf = (parts: Record<string, unknown>): string =>
  Object.entries(parts)
    .flatMap(([name, value]): string[][] => {
      if (Array.isArray(value)) return [...value, ...value].map((part) => [name, String(part)]);
      if (typeof value === 'object' && value !== null)
        return Object.entries(value).map(([key, part]) => [`${name}[${key}]`, String(part)]);
      return [[name, String(value)]];
    })
    .map(([name = '', value = '']) => `${encodeURIComponent(name)}=${encodeURIComponent(storable(value))}`)
    .join('&');

/** Half characters cannot even be sent in a query string. */
const storable = (value: string): string => Buffer.from(value).toString();

const isOurs = ({ path }: Route): boolean => path.startsWith('/api/v1/');
const strict = routes.filter(isOurs);
const lenient = routes.filter((route) => !isOurs(route));
const table = (some: readonly Route[]) => some.map((route) => [nameOf(route), route] as const);

/** Where long text is no fault: a file, and what a browser says of itself, which is cut so that no visit is lost. */
const roomy = [
  'POST /api/v1/lead-imports csv',
  'POST /api/v1/prospects user_agent',
  'POST /api/v1/prospects referral_source',
];

/** The field that a fault has to name: itself, or something inside it. */
const names = ({ body }: Answer, field: string): boolean =>
  (body?.errors ?? []).some(
    ({ pointer }: { pointer: string }) =>
      pointer === `/${field}` || pointer.startsWith(`/${field}/`) || pointer.startsWith(`/${field}[`),
  );

/** What a query string cannot say: there is only text in it. */
const sayable = (route: Route, { value }: Wrong): boolean =>
  route.method !== 'get' ||
  (typeof value === 'string' ? value === storable(value) : typeof value === 'object' && value !== null);

const hasRoom = (route: Route, { field, value }: Wrong): boolean =>
  typeof value === 'string' && value.length > 1000 && roomy.includes(`${nameOf(route)} ${field}`);

async function tryAll(route: Route): Promise<string[]> {
  const body = route.method === 'get' ? {} : bodyOf(route);
  const wrongs = fieldsOf(route)
    .flatMap(wrongsFor)
    .filter((wrong) => sayable(route, wrong) && !hasRoom(route, wrong));
  const failures: string[] = [];
  for (let start = 0; start < wrongs.length; start += atOnce) {
    await Promise.all(
      wrongs.slice(start, start + atOnce).map(async ({ field, what, value }) => {
        const answer = await send(route, { ...body, [field]: value });
        const isRefused = answer.status === 422 || (answer.status === 400 && route.method === 'get');
        if (!isRefused || !names(answer, field)) {
          failures.push(`${field} = ${what}: ${String(answer.status)} ${answer.text.slice(0, 200)}`);
        }
      }),
    );
  }
  return failures;
}

describe('bad input', () => {
  test.each(table(strict))('to %s is refused by the name of the field, and nothing is stored', async (_name, route) => {
    const before = await stored();
    expect(await tryAll(route)).toEqual([]);
    expect(await stored()).toBe(before);
  });

  test.each(table(strict))('that %s does not know is refused by name', async (_name, route) => {
    const before = await stored();
    const body = route.method === 'get' ? {} : bodyOf(route);
    for (const field of ['no_such_field', 'role', 'balance', 'program_id', 'constructor']) {
      if (fieldsOf(route).some(({ name }) => name === field)) continue;
      const answer = await send(route, { ...body, [field]: 'owner' });
      expect([field, answer.status, names(answer, field)]).toEqual([field, route.method === 'get' ? 400 : 422, true]);
    }
    expect(await stored()).toBe(before);
  });

  test.each(table(strict.filter(({ path }) => path.includes(':'))))(
    'in the path of %s is refused',
    async (_name, route) => {
      const before = await stored();
      for (const id of [
        'abc',
        '0',
        '-1',
        '1.5',
        '1e3',
        '%00',
        '1%20OR%201=1',
        '9'.repeat(40),
        '..%2f1',
        '%F0%9F%92%A9',
        'null',
      ]) {
        const { status } = await send(
          route,
          route.method === 'get' ? {} : bodyOf(route),
          route.path.replace(/:\w+/g, id),
        );
        expect([id, [400, 404, 422].includes(status)]).toEqual([id, true]);
      }
      expect(await stored()).toBe(before);
    },
  );

  test.each(table(lenient))('to %s is never a fault of ours', async (_name, route) => {
    const wrongs = fieldsOf(route).flatMap(wrongsFor);
    for (const { field, value } of [...wrongs, { field: 'no_such_field', value: '1' }]) {
      const { status } = await send(route, { ...(route.method === 'get' ? {} : bodyOf(route)), [field]: value });
      expect([field, status < 500]).toEqual([field, true]);
    }
  });
});
