import './unlimited.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { fromRoot } from '../../config/paths.js';
import { cast, nameOf, routes } from './all-routes.js';
import { asSaid, serve } from './web.js';
import { groups } from '../../src/routes.js';

// Who may use which door, as a person has read and agreed to it. After a change that is meant:
// `UPDATE_POLICY_TABLE=1 npm test -- test/http/policy-table`, and read the difference.

const file = fromRoot('test/http/policy-table.json');
const actual = Object.fromEntries(
  routes.map((route) => [nameOf(route), [...route.allow.allows].sort()] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
);
if (process.env['UPDATE_POLICY_TABLE']) writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
const agreed = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;

const { authenticate, as } = asSaid();
const web = await serve(groups, { authenticate });
const programId = 1;

describe('the policy table', () => {
  test('names every route, and no other', () => {
    expect(Object.keys(actual)).toEqual(Object.keys(agreed));
  });

  test.each(Object.keys(actual))('is kept by %s', (name) => {
    expect(actual[name]).toEqual(agreed[name]);
  });
});

describe('every door', () => {
  test.each(routes.map((route) => [nameOf(route), route] as const))(
    '%s sends away whom it does not name',
    async (_name, route) => {
      const path = route.path.replace(/:\w+/g, '1');
      for (const [who, actor] of Object.entries(cast(programId))) {
        if (route.allow(actor)) continue;
        const { status, body } = await web.call(route.method.toUpperCase(), path, { headers: as(actor) });
        expect([who, status, body.code]).toEqual(
          who === 'visitor' ? [who, 401, 'sign_in_required'] : [who, 403, 'not_allowed'],
        );
      }
      expect(route.allow.allows.length).toBeGreaterThan(0);
    },
  );

  test('is the only one at its place, and is not hidden behind another', () => {
    const clashes = routes.flatMap((route, index) =>
      routes
        .slice(0, index)
        .filter((earlier) => hides(earlier, route))
        .map((earlier) => [nameOf(earlier), nameOf(route)]),
    );
    expect(clashes).toEqual([]);
  });
});

/** Whether every path of the later route would reach the earlier one. */
function hides(earlier: (typeof routes)[number], later: (typeof routes)[number]): boolean {
  const pattern = new RegExp(`^${earlier.path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`);
  return earlier.method === later.method && pattern.test(later.path);
}
